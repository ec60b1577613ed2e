#pragma once

#include <cstdint>
#include <functional>

namespace buzzout {

// Milliseconds on a clock that nobody sets and that goes on while the computer or the process sleeps.
std::int64_t steady_milliseconds();

// The time of day in seconds since 1970, which somebody may set. Tests crank it by hand.
using WallClock = std::function<std::int64_t()>;
std::int64_t time_of_day();

// The time of day as it would be had nobody set the clock since this was made.
class UnsetClock {
 public:
  explicit UnsetClock(std::int64_t time_of_day);
  std::int64_t now() const { return begun_ + elapsed(); }
  std::int64_t elapsed() const;  // seconds

 private:
  std::int64_t begun_, steady_begun_;
};

}  // namespace buzzout
