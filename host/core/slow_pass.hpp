#pragma once

#include <optional>
#include <vector>

#include "core/scan.hpp"

namespace buzzout {

// How long each point is held low in the slow pass. What is linked only through a capacitor of up to about
// 0.4 µF is apart when the reading begins, after half of it.
inline constexpr unsigned kHoldMs = 20;

// The scan again in slow motion: each point alone was held low, and the others were read over and over. A
// wire reads low every time, capacitance never, a flaky joint sometimes; a diode in one direction only,
// however much capacitance it has.
struct SlowPass {
  ScanMatrix always, ever;

  // What is connected: always low, or sometimes low and in the quick scan too.
  ScanMatrix settled(const ScanMatrix& quick) const;
};

// None if a point was not held for kHoldMs, or if a hold is not of one point alone.
std::optional<SlowPass> slow_pass_of(const std::vector<Hold>&, unsigned points);

}  // namespace buzzout
