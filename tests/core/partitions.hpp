#pragma once

#include <vector>

#include "core/point_set.hpp"

namespace buzzout::sample {

// Calls `body` with every partition of the first n points, as sets: B(n) times, the Bell number.
template <class Body>
void for_each_partition(unsigned n, Body body) {
  std::vector<PointSet> sets;
  const auto place = [&](auto&& self, Point p) -> void {
    if (p == n) return body(static_cast<const std::vector<PointSet>&>(sets));
    for (std::size_t i = 0; i < sets.size(); ++i) {
      sets[i] |= only(p);
      self(self, p + 1);
      sets[i] &= ~only(p);
    }
    sets.push_back(only(p));
    self(self, p + 1);
    sets.pop_back();
  };
  place(place, 0);
}

}  // namespace buzzout::sample
