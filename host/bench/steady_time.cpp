#include "bench/steady_time.hpp"

#include <ctime>

namespace buzzout {

std::int64_t steady_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

std::int64_t time_of_day() { return std::time(nullptr); }

UnsetClock::UnsetClock(std::int64_t time_of_day) : begun_(time_of_day), steady_begun_(steady_milliseconds()) {}

std::int64_t UnsetClock::elapsed() const { return (steady_milliseconds() - steady_begun_) / 1000; }

}  // namespace buzzout
