#include "ohms/calibration.hpp"

#include <algorithm>

namespace buzzout {

std::optional<Calibration::Zero> Calibration::zero(Point from, Point to) const {
  if (method != OhmMethod::kelvin) {
    const auto found = std::ranges::find_if(zeros, [&](const Zero& z) { return z.from == from && z.to == to; });
    if (found == zeros.end()) return {};
    return *found;
  }
  Zero mean{from, to, 0, 0};
  double sum = 0;
  for (const auto& z : zeros)
    if (z.to == to) {
      sum += z.ohm * z.insertions;
      mean.insertions += z.insertions;
    }
  if (mean.insertions == 0) return {};
  mean.ohm = sum / mean.insertions;
  return mean;
}

}  // namespace buzzout
