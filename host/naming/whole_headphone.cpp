#include "naming/whole_headphone.hpp"

#include <algorithm>
#include <set>

#include "core/attached_headphones.hpp"

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

namespace {

// The contacts that are joined, in groups of two or more; nothing if one reaches beyond the socket.
std::optional<std::vector<std::vector<std::string>>> joined_in(const Socket& socket, const Netlist& measured) {
  std::vector<std::vector<std::string>> joined;
  for (PointSet net : measured.nets) {
    if (size(net) < 2) continue;
    if ((net & ~socket.points()) != 0) return {};
    joined.emplace_back();
    for (const auto& [pin, point] : socket.wires)
      if (has(net, point)) joined.back().push_back(pin);
  }
  return joined;
}

// Whether a plug in this order drives left and right and nothing else.
bool is_for_headphones(const PlugOrder& order) {
  Roles roles(order.roles.begin(), order.roles.end());
  roles.erase("");
  roles.erase("-");
  return roles == Roles{"L+", "L-", "R+", "R-"} || roles == Roles{"L+", "R+", "L-=R-"};
}

// Whether headphones in this order, with some of their wires open, join no more than is joined.
bool may_be(const PlugOrder& order, const std::set<Roles>& groups) {
  const std::vector<Roles> whole = std::ranges::find(order.roles, "L-=R-") != order.roles.end()
                                       ? std::vector<Roles>{{"L+", "R+", "L-=R-"}}
                                       : std::vector<Roles>{{"L+", "L-"}, {"R+", "R-"}};
  return std::ranges::all_of(groups, [&](const Roles& group) {
    return std::ranges::any_of(whole, [&](const Roles& all) { return std::ranges::includes(all, group); });
  });
}

}  // namespace

std::optional<WholeHeadphone> whole_headphone(const Socket& socket, const Netlist& measured) {
  const auto joined = joined_in(socket, measured);
  return joined ? whole_headphone(socket.type, *joined) : std::nullopt;
}

std::optional<Profile> headphones_in(const Socket& socket, const Netlist& measured) {
  const auto joined = joined_in(socket, measured);
  if (!joined) return {};
  const auto known = whole_headphone(socket.type, *joined);
  const auto order = std::ranges::find_if(socket.type.orders, [&](const PlugOrder& o) {
    return known ? o.name == known->order : is_for_headphones(o) && may_be(o, roles_of(socket.type, o, *joined));
  });
  if (order == socket.type.orders.end() || !is_for_headphones(*order)) return {};
  const bool returns_joined = known && known->kind == WholeHeadphone::Kind::joined;
  Profile p;
  p.name = "headphones in " + socket.name;
  p.title = p.name;
  p.use = Use::headphone;
  p.ends = {{socket.label.empty() ? socket.name : socket.label, socket.type, opposite(socket.gender)}};
  for (std::size_t i = 0; i < order->roles.size() && i < socket.type.contacts.size(); ++i) {
    std::string role = order->roles[i];
    if (role.empty() || role == "-") continue;
    if (returns_joined && (role == "L-" || role == "R-")) role = "L-=R-";
    const auto net = std::ranges::find(p.nets, role, &Net::name);
    Net& to = net != p.nets.end() ? *net : p.nets.emplace_back(Net{role, {}});
    to.contacts.push_back({p.ends.front().name, socket.type.contacts[i]});
  }
  p.wiring = p.nets.size() == 4 ? Wiring::balanced : Wiring::single_ended;
  return with_coils(std::move(p));
}

std::string WholeHeadphone::in_words(bool is_known) const {
  const std::string begin = is_known ? "Headphones: " : "If this is a whole headphone: ";
  switch (kind) {
    case Kind::apart:
      return begin + "a coil on each side and the returns apart (" + order + "). It can be run balanced.";
    case Kind::other:
      return begin + "a coil on each side and the returns apart, but the plug is wired in another order (" + order +
             "). Do not plug it into a balanced socket before you know which order that has.";
    case Kind::joined:
      return begin + "the returns are joined, in the cups or in the cable (" + order +
             "). It cannot be run balanced as it is: a balanced amplifier's outputs would be shorted.";
    case Kind::shared: break;
  }
  return begin + "both sides share one return (" + order + "). With this plug it cannot be run balanced.";
}

}  // namespace buzzout
