#include "bench/steady_time.hpp"

#include <ctime>

namespace buzzout {

std::int64_t steady_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

UnsetClock::UnsetClock() : begun_(std::time(nullptr)), steady_begun_(steady_milliseconds()) {}

std::int64_t UnsetClock::now() const { return begun_ + (steady_milliseconds() - steady_begun_) / 1000; }

}  // namespace buzzout
