#include "naming/whole_headphone.hpp"

#include <algorithm>
#include <set>

namespace buzzout {
namespace {

using Roles = std::set<std::string>;

// The groups by what their contacts carry; a free contact or a microphone is kept, so that it fits nothing.
std::set<Roles> roles_of(const ConnectorType& type, const PlugOrder& order,
                         const std::vector<std::vector<std::string>>& joined) {
  std::set<Roles> out;
  for (const auto& group : joined) {
    Roles roles;
    for (const auto& pin : group) {
      const auto at = std::ranges::find(type.contacts, pin) - type.contacts.begin();
      roles.insert(order.roles.at(static_cast<std::size_t>(at)));
    }
    out.insert(roles);
  }
  return out;
}

}  // namespace

std::optional<WholeHeadphone> whole_headphone(const ConnectorType& type,
                                              const std::vector<std::vector<std::string>>& joined) {
  using Kind = WholeHeadphone::Kind;
  // What a plug in another order could be run on, its own socket does not have.
  for (std::size_t i = 0; i < type.orders.size(); ++i) {
    const PlugOrder& order = type.orders[i];
    const auto groups = roles_of(type, order, joined);
    if (groups == std::set<Roles>{{"L+", "L-"}, {"R+", "R-"}})
      return WholeHeadphone{i == 0 ? Kind::apart : Kind::other, order.name};
    if (groups == std::set<Roles>{{"L+", "L-", "R+", "R-"}}) return WholeHeadphone{Kind::joined, order.name};
    if (groups == std::set<Roles>{{"L+", "R+", "L-=R-"}}) return WholeHeadphone{Kind::shared, order.name};
  }
  return {};
}

std::optional<WholeHeadphone> whole_headphone(const Socket& socket, const Netlist& measured) {
  std::vector<std::vector<std::string>> joined;
  for (PointSet net : measured.nets) {
    if (size(net) < 2) continue;
    if ((net & ~socket.points()) != 0) return {};
    joined.emplace_back();
    for (const auto& [pin, point] : socket.wires)
      if (has(net, point)) joined.back().push_back(pin);
  }
  return whole_headphone(socket.type, joined);
}

std::string WholeHeadphone::in_words() const {
  switch (kind) {
    case Kind::apart:
      return "If this is a whole headphone: a coil on each side and the returns apart (" + order +
             "). It can be run balanced.";
    case Kind::other:
      return "If this is a whole headphone: a coil on each side and the returns apart, but the plug is wired in another "
             "order (" + order + "). Do not plug it into a balanced socket before you know which order that has.";
    case Kind::joined:
      return "If this is a whole headphone: its returns are joined, in the cups or in the cable (" + order +
             "). It cannot be run balanced as it is.";
    case Kind::shared: break;
  }
  return "If this is a whole headphone: both sides share one return (" + order +
         "). With this plug it cannot be run balanced.";
}

}  // namespace buzzout
