#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/verdict.hpp"

namespace buzzout {

// A clock that was set back by less is not told: that is how clocks are kept right.
inline constexpr std::int64_t kClockSlack = 60;  // seconds

// What the clock said around a test. Seconds since 1970, as the clock had them.
struct ClockReading {
  std::string newest;        // when the newest record was made, ISO 8601; empty: there is none
  std::int64_t begin = 0, end = 0;
  std::int64_t elapsed = 0;  // seconds from begin to end, by a clock that nobody sets
};

// "clock-set-back": the clock was set back by more than a minute since the newest record, or during the test. Then
// dates do not tell the order of the tests, and what is younger than the test proves nothing.
std::optional<NotTested> clock_set_back(const ClockReading&);

}  // namespace buzzout
