#include "core/limits.hpp"

#include <algorithm>

namespace buzzout {

const GoldenLimit::Path* GoldenLimit::path(const Contact& a, const Contact& b) const {
  const auto found = std::ranges::find_if(
      paths, [&](const Path& p) { return (p.from == a && p.to == b) || (p.from == b && p.to == a); });
  return found == paths.end() ? nullptr : &*found;
}

double golden_margin(OhmMethod method) {
  switch (method) {
    case OhmMethod::kelvin: return 0.15;
    case OhmMethod::half_kelvin: return 1;
    case OhmMethod::milliohm: return 0.05;
    case OhmMethod::none: break;
  }
  return 0;
}

}  // namespace buzzout
