#pragma once

#include "jig/clock.hpp"

namespace buzzout {

// A clock that only its owner moves.
class ManualClock : public Clock {
 public:
  time_point now() override { return now_; }
  void sleep(Duration d) override { now_ += d; }

 private:
  time_point now_{0};
};

}  // namespace buzzout
