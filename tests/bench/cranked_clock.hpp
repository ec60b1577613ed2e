#pragma once

#include <functional>

#include "jig/clock.hpp"

namespace buzzout {

// Time that goes on when the test says so.
class CrankedClock : public Clock {
 public:
  time_point now() override {
    if (on_now) on_now();
    return now_;
  }
  void sleep(Duration d) override { now_ += d; }

  std::function<void()> on_now;  // called before each reading

 private:
  time_point now_{1'000'000};
};

}  // namespace buzzout
