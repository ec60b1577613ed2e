#pragma once

#include <random>

#include "simulation/circuit.hpp"

namespace buzzout {

// A joint that opens and closes at random: it stays as it is for 0.1 to 5 ms at a time.
class FlakyJoint {
 public:
  // `branch` is open in its second setting.
  FlakyJoint(unsigned branch, std::uint_fast32_t seed, double now)
      : branch_(branch), random_(seed) {
    next_ = now + dwell();
  }

  // When it toggles next, in seconds of the same clock as `now`.
  double next() const { return next_; }
  void toggle(Circuit& circuit) {
    open_ = !open_;
    circuit.select(branch_, open_ ? 1 : 0);
    next_ += dwell();
  }

 private:
  double dwell() {
    constexpr double kShortestDwell = 0.1e-3, kLongestDwell = 5e-3;
    return std::uniform_real_distribution(kShortestDwell, kLongestDwell)(random_);
  }

  unsigned branch_;
  std::mt19937 random_;
  double next_;
  bool open_ = false;
};

}  // namespace buzzout
