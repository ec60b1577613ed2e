#pragma once

#include <cstdint>

namespace buzzout {

// Milliseconds on a clock that nobody sets and that goes on while the computer or the process sleeps.
std::int64_t steady_milliseconds();

// The time of day as it would be had nobody set the clock since this was made.
class UnsetClock {
 public:
  UnsetClock();
  std::int64_t now() const;  // seconds since 1970

 private:
  std::int64_t begun_, steady_begun_;
};

}  // namespace buzzout
