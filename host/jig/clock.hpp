#pragma once

#include <chrono>
#include <thread>

namespace buzzout {

using Duration = std::chrono::microseconds;

// Time as the jig code sees it; tests crank it by hand.
class Clock {
 public:
  // Since an arbitrary start; never goes back.
  using time_point = Duration;

  virtual ~Clock() = default;
  virtual time_point now() = 0;
  virtual void sleep(Duration) = 0;
};

// The machine's monotonic clock.
class SteadyClock : public Clock {
 public:
  time_point now() override {
    return std::chrono::duration_cast<Duration>(
        std::chrono::steady_clock::now().time_since_epoch());
  }
  void sleep(Duration d) override { std::this_thread::sleep_for(d); }
};

}  // namespace buzzout
