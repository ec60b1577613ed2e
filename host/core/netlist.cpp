#include "core/netlist.hpp"

#include <algorithm>

namespace buzzout {
namespace {

// Joins overlapping sets until all are disjoint; ordered by lowest point.
std::vector<PointSet> join_overlapping(const std::vector<PointSet>& sets) {
  std::vector<PointSet> out;
  for (PointSet s : sets) {
    std::erase_if(out, [&](PointSet other) {
      if ((other & s) == 0) return false;
      s |= other;
      return true;
    });
    out.push_back(s);
  }
  std::ranges::sort(out, {}, lowest);
  return out;
}

}  // namespace

PointSet Netlist::net_of(Point p) const {
  for (PointSet n : nets)
    if (has(n, p)) return n;
  return only(p);
}

PointSet Netlist::linked() const {
  PointSet out = 0;
  for (PointSet net : nets)
    if (size(net) > 1) out |= net;
  return out;
}

std::vector<PointSet> Netlist::loose_nets() const {
  std::vector<PointSet> sets = nets;
  for (const auto& w : one_ways) sets.push_back(w.from | w.to);
  return join_overlapping(sets);
}

Netlist netlist_of(const ScanMatrix& matrix) {
  Netlist out;
  const unsigned n = matrix.points();
  std::vector<PointSet> columns(n, 0);
  for (Point i = 0; i < n; ++i) {
    if (!has(matrix.rows[i], i)) out.dead |= only(i);
    for (Point j : members(matrix.rows[i] & first_points(n))) columns[j] |= only(i);
  }

  std::vector<PointSet> mutual(n);
  for (Point i = 0; i < n; ++i) mutual[i] = (matrix.rows[i] & columns[i]) | only(i);
  out.nets = join_overlapping(mutual);

  for (PointSet net : out.nets)
    if (std::ranges::any_of(members(net), [&](Point p) { return mutual[p] != net; }))
      out.ragged.push_back(net);

  // i driven low and j reads low: current flows from j's pull-up into i.
  for (Point i = 0; i < n; ++i)
    for (Point j : members(matrix.rows[i] & first_points(n) & ~columns[i] & ~only(i))) {
      const OneWay link{out.net_of(j), out.net_of(i)};
      if (link.from != link.to && std::ranges::find(out.one_ways, link) == out.one_ways.end())
        out.one_ways.push_back(link);
    }
  return out;
}

}  // namespace buzzout
