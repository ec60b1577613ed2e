#include "core/slow_pass.hpp"

namespace buzzout {

ScanMatrix SlowPass::settled(const ScanMatrix& quick) const {
  ScanMatrix out = always;
  for (Point p = 0; p < out.points(); ++p) out.rows[p] |= ever.rows[p] & quick.rows[p];
  return out;
}

std::optional<SlowPass> slow_pass_of(const std::vector<Hold>& holds, unsigned points) {
  SlowPass out;
  out.always.rows.assign(points, ~PointSet{0});
  out.ever.rows.assign(points, 0);
  PointSet held = 0;
  for (const auto& h : holds) {
    if (size(h.driven) != 1 || lowest(h.driven) >= points || h.ms < kHoldMs || !h.clean()) return {};
    held |= h.driven;
    out.always.rows[lowest(h.driven)] &= h.always_low;
    out.ever.rows[lowest(h.driven)] |= h.ever_low;
  }
  if (held != first_points(points)) return {};
  return out;
}

}  // namespace buzzout
