#include "core/amplifier.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/roles.hpp"

namespace buzzout {
namespace {

constexpr std::array<std::string_view, 4> kOutputs = {"L+", "L-", "R+", "R-"};
using Ends = std::vector<const End*>;

bool is_output(std::string_view role) { return std::ranges::find(kOutputs, role) != kOutputs.end(); }

std::vector<std::string> outputs_of(const Net* net) {
  std::vector<std::string> out;
  if (net != nullptr)
    for (auto& role : net->roles())
      if (is_output(role)) out.push_back(std::move(role));
  return out;
}

// Whether a plug in this order has a contact for each of the four outputs.
bool drives_all(const PlugOrder& order) {
  return std::ranges::all_of(kOutputs, [&](std::string_view output) {
    return std::ranges::find(order.roles, output) != order.roles.end();
  });
}

bool is_named_for_headphones(const Profile& p) {
  return std::ranges::any_of(kOutputs, [&](std::string_view output) { return p.net_of_role(output) != nullptr; });
}

// The usual order of an end's plug in which all outputs are driven and that does not contradict the roles of the
// profile there. Without roles the first order of its type counts, and no other.
const PlugOrder* usual_order(const Profile& p, const End& end) {
  if (!is_named_for_headphones(p)) {
    const bool all = !end.type.orders.empty() && drives_all(end.type.orders.front());
    return all ? &end.type.orders.front() : nullptr;
  }
  const auto agrees = [&](const PlugOrder& order) {
    if (!drives_all(order)) return false;
    for (std::size_t i = 0; i < order.roles.size() && i < end.type.contacts.size(); ++i) {
      const auto named = outputs_of(p.net_of({end.name, end.type.contacts[i]}));
      if (is_output(order.roles[i]) && !named.empty() && std::ranges::find(named, order.roles[i]) == named.end())
        return false;
    }
    return true;
  };
  const auto found = std::ranges::find_if(end.type.orders, agrees);
  return found != end.type.orders.end() ? &*found : nullptr;
}

std::vector<AmplifierContact> headphone_contacts(const Profile& p, const End& end) {
  const PlugOrder* order = usual_order(p, end);
  const auto& pins = end.type.contacts;
  const auto by_order = [&](std::size_t i) {
    return order != nullptr && i < order->roles.size() && is_output(order->roles[i]);
  };
  std::vector<AmplifierContact> out;
  for (std::size_t i = 0; i < pins.size(); ++i) {
    AmplifierContact c{{end.name, pins[i]}, p.net_of({end.name, pins[i]}), {}};
    c.outputs = outputs_of(c.net);
    c.joins_returns = c.outputs.size() > 1 && (order == nullptr || by_order(i));
    const auto others = std::ranges::count_if(pins, [&](const std::string& pin) {
      return c.net != nullptr && pin != pins[i] && p.net_of({end.name, pin}) == c.net;
    });
    // A wire that is on its own contact and on one that the amplifier does not drive; two returns that share a
    // contact, as on a plug with one ground.
    const bool grounded = (others > 0 && order != nullptr && !by_order(i)) || (c.outputs.size() > 1 && others == 0);
    if (grounded) c.outputs.clear();
    if (c.outputs.empty() && !grounded && by_order(i) && (c.net == nullptr || !is_named_for_headphones(p))) {
      c.outputs = {order->roles[i]};
      c.order = order;
    }
    c.is_ground = c.outputs.empty() && (c.net == nullptr || !c.net->has_role("mic"));
    out.push_back(std::move(c));
  }
  return out;
}

bool carries(const Profile& p, const End& end, std::string_view role) {
  const Net* net = p.net_of_role(role);
  return net != nullptr && std::ranges::find(net->contacts, end.name, &Contact::end) != net->contacts.end();
}

}  // namespace

bool carries_both_channels(const Profile& p, const End& end) { return carries(p, end, "L+") && carries(p, end, "R+"); }

namespace {

// The channel of a plug that has the two wires of one channel and nothing of the other; else '\0'.
char only_channel(const Profile& p, const End& end) {
  for (const char channel : {'L', 'R'}) {
    const std::string plus{channel, '+'}, minus{channel, '-'};
    if (!carries(p, end, plus) || !carries(p, end, minus)) continue;
    const char other = channel == 'L' ? 'R' : 'L';
    if (!carries(p, end, std::string{other, '+'}) && !carries(p, end, std::string{other, '-'})) return channel;
  }
  return '\0';
}

// Whether a plug of one channel leaves free the contact on which amplifiers have ground: pin 1 of an XLR, the sleeve
// of a jack. A headphone's cup has its return there.
bool leaves_ground_free(const Profile& p, const End& end) {
  const auto& pins = end.type.contacts;
  const bool jack = end.type.shape == Shape::phone;
  if ((!jack && end.type.shape != Shape::xlr) || pins.size() < 3) return false;
  return outputs_of(p.net_of({end.name, jack ? pins.back() : pins.front()})).empty();
}

bool has_both_channels(const Profile& p, const Ends& ends) {
  for (const char channel : {'L', 'R'})
    if (std::ranges::none_of(ends, [&](const End* e) { return only_channel(p, *e) == channel; })) return false;
  return true;
}

// Sockets go, where there are plugs.
void prefer_plugs(Ends& ends) {
  const auto is_socket = [](const End* e) { return e->gender == Gender::female; };
  if (!std::ranges::all_of(ends, is_socket)) std::erase_if(ends, is_socket);
}

AmplifierSide headphone_side(const Profile& p, Ends plugs) {
  AmplifierSide out;
  out.may_be_balanced = plugs.size() > 1 || may_be_balanced(plugs.front()->type);
  for (const End* end : plugs)
    for (auto& c : headphone_contacts(p, *end)) out.contacts.push_back(std::move(c));
  out.plugs = std::move(plugs);
  return out;
}

std::vector<AmplifierSide> headphone_sides(const Profile& p) {
  Ends whole, halves, ends;
  for (const auto& end : p.ends) {
    const bool both = is_named_for_headphones(p) ? carries_both_channels(p, end) : usual_order(p, end) != nullptr;
    if (both) whole.push_back(&end);
    else if (only_channel(p, end) != '\0' && leaves_ground_free(p, end)) halves.push_back(&end);
  }
  if (!has_both_channels(p, halves)) halves.clear();
  if (whole.empty() && halves.empty()) {
    for (const auto& end : p.ends)
      if (only_channel(p, end) != '\0') halves.push_back(&end);
    if (!has_both_channels(p, halves)) return {};
  }
  ends = whole;
  ends.insert(ends.end(), halves.begin(), halves.end());
  prefer_plugs(ends);
  const auto gone = [&](const End* e) { return std::ranges::find(ends, e) == ends.end(); };
  std::erase_if(whole, gone);
  std::erase_if(halves, gone);
  std::vector<AmplifierSide> out;
  for (const End* end : whole) out.push_back(headphone_side(p, {end}));
  if (!halves.empty()) out.push_back(headphone_side(p, halves));
  return out;
}

// A loudspeaker amplifier drives every wire of the cable, and on its own connector the contacts that stay free too.
std::vector<AmplifierSide> loudspeaker_sides(const Profile& p) {
  Ends plugs;
  for (const auto& end : p.ends) plugs.push_back(&end);
  prefer_plugs(plugs);
  std::vector<AmplifierSide> out;
  for (const End* end : plugs) {
    AmplifierSide side{{end}, {}, false};
    for (const auto& pin : end->type.contacts) {
      AmplifierContact c{{end->name, pin}, p.net_of({end->name, pin}), {}};
      const bool screen = c.net != nullptr && std::ranges::any_of(c.net->roles(), [](const auto& r) { return is_of_kind(r, "shield"); });
      if (c.net != nullptr && !screen) c.outputs = {c.net->name};
      else if (c.net == nullptr && end->type.shape == Shape::speakon) c.outputs = {c.contact.name()};
      c.is_ground = c.outputs.empty();
      side.contacts.push_back(std::move(c));
    }
    out.push_back(std::move(side));
  }
  return out;
}

}  // namespace

bool may_be_balanced(const ConnectorType& type) { return type.contacts.size() >= (type.shell ? 5U : 4U); }

std::vector<AmplifierSide> amplifier_sides(const Profile& p) {
  switch (p.use) {
    case Use::speaker: return loudspeaker_sides(p);
    case Use::mic:
    case Use::data:
    case Use::midi:
    case Use::instrument: return {};
    case Use::headphone:
    case Use::headset:
    case Use::adapter:
    case Use::line: break;
  }
  return headphone_sides(p);
}

bool shorts_an_output(const AmplifierContact& a, const AmplifierContact& b) {
  if (a.outputs.empty() && b.outputs.empty()) return false;
  if (a.outputs.empty() || b.outputs.empty()) return a.is_ground || b.is_ground;
  return a.outputs != b.outputs || a.outputs.size() > 1;
}

bool shorts_an_output(const Profile& p, const std::vector<Contact>& joined) {
  const auto is_joined = [&](const AmplifierContact& c) { return std::ranges::find(joined, c.contact) != joined.end(); };
  for (const auto& side : amplifier_sides(p))
    for (std::size_t i = 0; i < side.contacts.size(); ++i)
      for (std::size_t k = i + 1; k < side.contacts.size(); ++k)
        if (is_joined(side.contacts[i]) && is_joined(side.contacts[k]) && shorts_an_output(side.contacts[i], side.contacts[k]))
          return true;
  return false;
}

}  // namespace buzzout
