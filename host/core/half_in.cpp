#include "core/half_in.hpp"

#include <algorithm>
#include <vector>

namespace buzzout {
namespace {

// The points that each net of the profile reaches while `out` stands out by one ring; points that none reaches are
// alone. Empty if that cannot be told for this end.
std::vector<PointSet> nets_with(const Profile& p, const FixtureMap& map, const End& out) {
  const auto& pins = out.type.contacts;
  std::vector<PointSet> nets(p.nets.size(), 0);
  const auto reach = [&](const Contact& c, PointSet points) {
    if (const Net* net = p.net_of(c)) nets[static_cast<std::size_t>(net - p.nets.data())] |= points;
  };
  for (const auto& r : map.reaches())
    if (r.contact.end != out.name) reach(r.contact, r.points);
  for (std::size_t i = 0; i + 1 < pins.size(); ++i) {
    // A plug's ring lies on the contact of the next one, nearer to the mouth of the socket. Where the cable has the
    // socket it is the jig's plug that stands out.
    const bool socket = out.gender == Gender::female;
    const PointSet points = map.points_of({out.name, pins[socket ? i : i + 1]});
    if (size(points) != 1) return {};
    reach({out.name, pins[socket ? i + 1 : i]}, points);
  }
  return nets;
}

bool measures_as(const std::vector<PointSet>& nets, const Netlist& measured, PointSet ignored) {
  if (!measured.one_ways.empty() || !measured.ragged.empty()) return false;
  PointSet in_nets = 0;
  for (const PointSet net : nets) in_nets |= net;
  const auto is = [&](PointSet net) { return std::ranges::find(measured.nets, net & ~ignored, [&](PointSet m) { return m & ~ignored; }) != measured.nets.end(); };
  return std::ranges::all_of(nets, [&](PointSet net) { return (net & ~ignored) == 0 || is(net); }) &&
         std::ranges::all_of(measured.nets, [&](PointSet net) { return (net & in_nets) != 0 || size(net & ~ignored) < 2; });
}

}  // namespace

std::vector<std::string> half_in(const Profile& p, const FixtureMap& map, const Netlist& measured) {
  std::vector<std::string> out;
  PointSet ignored = 0;
  for (const auto& r : map.reaches())
    if (p.is_ignored(r.contact)) ignored |= r.points;
  for (const auto& end : p.ends) {
    if (end.type.shape != Shape::phone || end.type.contacts.size() < 2) continue;
    const auto nets = nets_with(p, map, end);
    const bool arrives = std::ranges::any_of(nets, [](PointSet net) { return size(net) > 1; });
    if (arrives && measures_as(nets, measured, ignored)) out.push_back(end.name);
  }
  return out;
}

}  // namespace buzzout
