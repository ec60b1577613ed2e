#include "core/fixture.hpp"

#include <stdexcept>

namespace buzzout {

PointSet Socket::points() const {
  PointSet set = 0;
  for (const auto& [pin, point] : wires) set |= only(point);
  return set;
}

Point Socket::point_of(std::string_view wanted) const {
  for (const auto& [pin, point] : wires)
    if (pin == wanted) return point;
  throw std::out_of_range("socket " + name + " has no contact " + std::string(wanted));
}

std::optional<std::vector<PointSet>> Socket::landings(const ConnectorType& of) const {
  std::vector<PointSet> out;
  if (of.name == type.name) {
    for (const auto& pin : of.contacts) out.push_back(only(point_of(pin)));
    return out;
  }
  for (const auto& a : accepts) {
    if (a.plug.name != of.name) continue;
    for (const auto& pin : of.contacts) {
      PointSet points = 0;
      for (const auto& [from, to] : a.lands)
        if (from == pin)
          for (const auto& socket_pin : to) points |= only(point_of(socket_pin));
      out.push_back(points);
    }
    return out;
  }
  return std::nullopt;
}

const Socket* Fixture::socket(std::string_view wanted) const {
  for (const auto& s : sockets)
    if (s.name == wanted) return &s;
  return nullptr;
}

std::map<std::string, std::string> Fixture::connector_hashes() const {
  std::map<std::string, std::string> out;
  for (const auto& s : sockets) {
    out[s.type.name] = s.type.sha256;
    for (const auto& a : s.accepts) out[a.plug.name] = a.plug.sha256;
  }
  return out;
}

std::vector<Contact> Fixture::contacts_at(Point p) const {
  std::vector<Contact> out;
  for (const auto& s : sockets)
    for (const auto& [pin, point] : s.wires)
      if (point == p) out.push_back({s.name, pin});
  return out;
}

}  // namespace buzzout
