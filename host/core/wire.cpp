#include "core/wire.hpp"

#include <cmath>
#include <numbers>

namespace buzzout {

double mm2_of_awg(int gauge) {
  const double diameter = 0.127 * std::pow(92.0, (36 - gauge) / 39.0);
  return std::numbers::pi / 4 * diameter * diameter;
}

std::optional<double> ohms_of(const Wire& wire) {
  if (!wire.mm2 || !wire.length_m) return {};
  return *wire.length_m / 58 / *wire.mm2;
}

}  // namespace buzzout
