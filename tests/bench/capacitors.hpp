#pragma once

#include <cmath>
#include <cstdio>
#include <string>

#include "core/contact.hpp"

namespace buzzout {

// A value as the cable language takes it.
inline std::string farads(double f) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", f);
  return text;
}

inline std::string cap(const Contact& a, const Contact& b, double f) {
  return "cap:" + a.name() + ":" + b.name() + ":" + farads(f);
}

// Where a property that holds at `high` and not at `low` begins, to the precision of `ratio`.
template <class Holds>
double threshold(double low, double high, double ratio, Holds holds) {
  while (high / low > ratio) {
    const double middle = std::sqrt(low * high);
    (holds(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace buzzout
