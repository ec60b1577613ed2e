#include "core/expectation.hpp"

#include "core/part_links.hpp"

namespace buzzout {

Expectation::Expectation(const Profile& profile, const FixtureMap& map) {
  const unsigned n = map.points();
  constexpr auto kNone = static_cast<std::size_t>(-1);
  net_index_.assign(n, kNone);
  auto add = [&](std::string name, PointSet points, bool in_profile) {
    for (Point p : members(points)) net_index_[p] = nets_.size();
    nets_.push_back({std::move(name), points, in_profile});
  };
  const auto add_nets = [&](const std::vector<Net>& nets) {
    for (const auto& net : nets) {
      PointSet points = 0;
      for (const auto& c : net.contacts) points |= map.points_of(c);
      add(net.name, points, true);
    }
  };
  if (profile.parts.empty()) add_nets(profile.nets);
  else add_nets(wired(profile).nets);
  for (const auto& c : profile.contacts()) {
    const PointSet points = map.points_of(c);
    if (profile.is_ignored(c)) ignored_ |= points;
    if (points != 0 && net_index_[lowest(points)] == kNone) add(c.name(), points, false);
  }
  for (Point p = 0; p < n; ++p)
    if (net_index_[p] == kNone) add(map.name_of(p), only(p), false);
  if (profile.parts.empty()) return;
  const PartLinks links = part_links(profile, map);
  for (Point p = 0; p < n; ++p) {
    rows_.push_back(links.sure[p] | net_of(p).points);
    undecided_.push_back(links.possible[p] & ~rows_[p]);
  }
}

const ExpectedNet& Expectation::net_of(Point p) const { return nets_[net_index_[p]]; }

PointSet Expectation::row(Point p) const { return rows_.empty() ? net_of(p).points : rows_[p]; }

PointSet Expectation::undecided(Point p) const { return undecided_.empty() ? 0 : undecided_[p]; }

bool Expectation::has_parts_at(Point p) const {
  for (Point q = 0; q < rows_.size(); ++q)
    if (!has(net_of(p).points, q) && (has(rows_[p] | undecided_[p], q) || has(rows_[q] | undecided_[q], p))) return true;
  return false;
}

ScanMatrix Expectation::matrix() const {
  ScanMatrix m;
  for (Point p = 0; p < points(); ++p) m.rows.push_back(row(p));
  return m;
}

PointSet Expectation::difference(const ScanMatrix& measured, Point p) const {
  if (has(ignored_, p)) return 0;
  return (measured.rows[p] ^ row(p)) & ~undecided(p) & ~ignored_;
}

bool Expectation::met_by(const ScanMatrix& measured) const {
  if (measured.points() != points()) return false;
  for (Point p = 0; p < points(); ++p)
    if (difference(measured, p) != 0) return false;
  return true;
}

ScanMatrix Expectation::without_parts(ScanMatrix measured) const {
  for (Point p = 0; p < measured.points() && p < rows_.size(); ++p)
    measured.rows[p] &= ~((row(p) | undecided(p)) & ~net_of(p).points);
  return measured;
}

}  // namespace buzzout
