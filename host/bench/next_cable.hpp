#pragma once

#include <vector>

#include "bench/cable_tester.hpp"

namespace buzzout {

// Looks, after a test, for the next cable of a pile: one that is plugged in, and lies still, after everything was out.
// The lamps tell of the tested cable for as long as it is in.
class NextCable {
 public:
  enum class Seen {
    nothing_new,
    gone,  // told once: what was tested was taken out or moved, and the lamps are dark
    next,
  };
  // It outlives this.
  explicit NextCable(CableTester& tester) : tester_(tester) {}

  // Throws what JigClient throws.
  Seen look();

 private:
  CableTester& tester_;
  bool as_tested_ = true, was_empty_ = false;
  int steady_ = 0;  // looks that saw what the one before saw
  std::vector<Point> last_;
};

}  // namespace buzzout
