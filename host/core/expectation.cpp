#include "core/expectation.hpp"

namespace buzzout {

Expectation::Expectation(const Profile& profile, const FixtureMap& map) {
  const unsigned n = map.points();
  constexpr auto kNone = static_cast<std::size_t>(-1);
  net_index_.assign(n, kNone);
  auto add = [&](std::string name, PointSet points, bool in_profile) {
    for (Point p : members(points)) net_index_[p] = nets_.size();
    nets_.push_back({std::move(name), points, in_profile});
  };
  for (const auto& net : profile.nets) {
    PointSet points = 0;
    for (const auto& c : net.contacts) points |= map.points_of(c);
    add(net.name, points, true);
  }
  for (const auto& c : profile.contacts()) {
    const PointSet points = map.points_of(c);
    if (profile.is_ignored(c)) ignored_ |= points;
    if (points != 0 && net_index_[lowest(points)] == kNone) add(c.name(), points, false);
  }
  for (Point p = 0; p < n; ++p)
    if (net_index_[p] == kNone) add(map.name_of(p), only(p), false);
}

const ExpectedNet& Expectation::net_of(Point p) const { return nets_[net_index_[p]]; }

ScanMatrix Expectation::matrix() const {
  ScanMatrix m;
  for (Point p = 0; p < points(); ++p) m.rows.push_back(net_of(p).points);
  return m;
}

PointSet Expectation::difference(const ScanMatrix& measured, Point p) const {
  if (has(ignored_, p)) return 0;
  return (measured.rows[p] ^ net_of(p).points) & ~ignored_;
}

bool Expectation::met_by(const ScanMatrix& measured) const {
  if (measured.points() != points()) return false;
  for (Point p = 0; p < points(); ++p)
    if (difference(measured, p) != 0) return false;
  return true;
}

}  // namespace buzzout
