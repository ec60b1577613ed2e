#include "core/half_holds.hpp"

#include <algorithm>

#include "core/netlist.hpp"
#include "core/slow_pass.hpp"

namespace buzzout {

std::vector<PointSet> halves_of(const ScanMatrix& matrix) {
  std::vector<PointSet> out;
  if (matrix.points() <= kMostPointsPerNet) return out;
  const auto nets = netlist_of(matrix).nets;
  for (std::size_t bit = 1; bit < nets.size(); bit *= 2) {
    PointSet half = 0;
    for (std::size_t i = 0; i < nets.size(); ++i)
      if ((i & bit) == 0) half |= nets[i];
    out.push_back(half);
    out.push_back(first_points(matrix.points()) & ~half);
  }
  return out;
}

std::optional<PointSet> joined_unseen(const ScanMatrix& matrix, const std::vector<Hold>& halves) {
  PointSet out = 0;
  for (const PointSet half : halves_of(matrix)) {
    const auto held = std::ranges::find(halves, half, &Hold::driven);
    if (held == halves.end() || held->ms < kHoldMs || !held->clean()) return {};
    PointSet seen = half;
    for (Point p : members(half)) seen |= matrix.rows[p];
    out |= held->always_low & ~seen;
  }
  return out;
}

}  // namespace buzzout
