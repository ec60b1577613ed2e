#pragma once

#include <random>

#include "simulation/circuit.hpp"

namespace buzzout {

// A joint that changes at random. One that opens and closes stays as it is for 0.1 to 5 ms at a time, one that somebody
// presses on for 0.2 to 0.8 s.
class FlakyJoint {
 public:
  struct Dwell {
    double shortest, longest;  // s
  };
  static constexpr Dwell kOpens{0.1e-3, 5e-3}, kPressed{0.2, 0.8};

  // `branch` has two settings.
  FlakyJoint(unsigned branch, Dwell dwell, std::uint_fast32_t seed, double now)
      : branch_(branch), dwell_(dwell), random_(seed) {
    next_ = now + dwell_now();
  }

  // When it toggles next, in seconds of the same clock as `now`.
  double next() const { return next_; }
  void toggle(Circuit& circuit) {
    second_ = !second_;
    circuit.select(branch_, second_ ? 1 : 0);
    next_ += dwell_now();
  }

 private:
  double dwell_now() { return std::uniform_real_distribution(dwell_.shortest, dwell_.longest)(random_); }

  unsigned branch_;
  Dwell dwell_;
  std::mt19937 random_;
  double next_;
  bool second_ = false;
};

}  // namespace buzzout
