#include "core/half_in.hpp"

#include <algorithm>
#include <vector>

namespace buzzout {
namespace {

// The points that each net of the profile reaches while `out` stands out by one contact of its socket; points that
// none reaches are alone.
std::vector<PointSet> nets_with(const Profile& p, const FixtureMap& map, const End& out) {
  std::vector<PointSet> nets(p.nets.size(), 0);
  const auto reach = [&](const Net* net, PointSet points) {
    if (net != nullptr) nets[static_cast<std::size_t>(net - p.nets.data())] |= points;
  };
  const Socket& socket = *map.fixture().socket(std::ranges::find(map.placements(), out.name, &Placement::end)->socket);
  const auto& pins = socket.type.contacts;
  std::vector<const Net*> at(pins.size(), nullptr);  // what each contact of the socket has while the plug is home
  for (const auto& r : map.reaches()) {
    if (r.contact.end != out.name) {
      reach(p.net_of(r.contact), r.points);
      continue;
    }
    for (Point point : members(r.points)) {
      const auto pin = std::ranges::find(pins, map.socket_contact(r.contact, point).pin);
      if (pin != pins.end()) at[static_cast<std::size_t>(pin - pins.begin())] = p.net_of(r.contact);
    }
  }
  // The plug's rings lie nearer to the mouth of the socket. Where the cable has the socket it is the jig's plug that
  // stands out.
  const bool cable_has_socket = out.gender == Gender::female;
  for (std::size_t i = 0; i + 1 < pins.size(); ++i) {
    const std::string& pin = pins[cable_has_socket ? i : i + 1];
    const auto wired = std::ranges::find(socket.wires, pin, [](const auto& wire) { return wire.first; });
    if (wired != socket.wires.end()) reach(at[cable_has_socket ? i + 1 : i], only(wired->second));
  }
  return nets;
}

bool measures_as(const std::vector<PointSet>& nets, const Netlist& measured, PointSet ignored) {
  if (!measured.one_ways.empty() || !measured.ragged.empty()) return false;
  PointSet in_nets = 0;
  for (const PointSet net : nets) in_nets |= net;
  const auto is = [&](PointSet net) {
    return std::ranges::find(measured.nets, net & ~ignored, [&](PointSet m) { return m & ~ignored; }) != measured.nets.end();
  };
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
