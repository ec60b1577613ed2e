#include "core/wiring.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace buzzout {
namespace {

constexpr std::array<std::string_view, 4> kRoles = {"L+", "L-", "R+", "R-"};
constexpr std::array<std::string_view, 2> kOutputs = {"L+", "R+"};

PointSet points_of_net(const Net& net, const FixtureMap& map) {
  PointSet set = 0;
  for (const auto& c : net.contacts) set |= map.points_of(c);
  return set;
}

// The measured net that holds the whole of a role; 0 if the role is broken.
PointSet measured_net(const Profile& profile, const FixtureMap& map, const Netlist& measured,
                      std::string_view role) {
  const Net* net = profile.net_of_role(role);
  if (net == nullptr) return 0;
  const PointSet points = points_of_net(*net, map);
  const PointSet found = measured.net_of(lowest(points));
  return (points & ~found) == 0 ? found : 0;
}

// The end with a contact of each of these roles; of several the one called `amp`, else the first.
const End* end_with(const Profile& profile, std::span<const std::string_view> roles) {
  const End* found = nullptr;
  for (const auto& end : profile.ends) {
    const bool all = std::ranges::all_of(roles, [&](std::string_view role) {
      const Net* net = profile.net_of_role(role);
      return net != nullptr && std::ranges::find(net->contacts, end.name, &Contact::end) != net->contacts.end();
    });
    if (all && (found == nullptr || end.name == "amp")) found = &end;
  }
  return found;
}

bool are_joined(const Netlist& measured, PointSet a, PointSet b) {
  return (measured.net_of(lowest(a)) & b) != 0 || std::ranges::any_of(measured.one_ways, [&](const OneWay& w) {
           return ((w.from & a) != 0 && (w.to & b) != 0) || ((w.from & b) != 0 && (w.to & a) != 0);
         });
}

// Of a cable whose profile names no left and right: two outputs of a balanced amplifier that are joined, if the
// plug called `amp` is wired inside of the amplifier as that kind first of all is.
BalancedSafe by_usual_order(const Profile& profile, const FixtureMap& map, const Netlist& measured) {
  using Answer = BalancedSafe::Answer;
  const BalancedSafe unknown{Answer::not_applicable, "the profile has no left and right signal pairs"};
  const End* amp = profile.end("amp");
  if (amp == nullptr || amp->type.orders.empty()) return unknown;
  const PlugOrder& order = amp->type.orders.front();
  const auto is_driven = [&](std::size_t i) { return std::ranges::find(kRoles, order.roles[i]) != kRoles.end(); };
  std::size_t driven = 0;
  for (std::size_t i = 0; i < order.roles.size(); ++i) driven += is_driven(i) ? 1 : 0;
  if (driven < kRoles.size()) return unknown;
  for (std::size_t i = 0; i < order.roles.size(); ++i)
    for (std::size_t j = i + 1; j < order.roles.size(); ++j) {
      const Contact a{amp->name, amp->type.contacts[i]}, b{amp->name, amp->type.contacts[j]};
      const PointSet pa = map.points_of(a), pb = map.points_of(b);
      if (!is_driven(i) || !is_driven(j) || pa == 0 || pb == 0 || !are_joined(measured, pa, pb)) continue;
      return {Answer::no, a.name() + " and " + b.name() + " are joined: " + order.roles[i] + " and " + order.roles[j] +
                              " in the usual order of such a plug (" + order.name + ")"};
    }
  return unknown;
}

}  // namespace

const End* amplifier_end(const Profile& profile) { return end_with(profile, kRoles); }

bool may_be_balanced(const ConnectorType& type) {
  return type.contacts.size() >= (type.shell ? 5U : 4U);
}

WiringResult classify_wiring(const Profile& profile, const FixtureMap& map, const Netlist& measured) {
  WiringResult out{profile.wiring, Wiring::other};
  std::array<PointSet, 4> nets{};
  for (std::size_t i = 0; i < kRoles.size(); ++i) {
    nets[i] = measured_net(profile, map, measured, kRoles[i]);
    if (nets[i] == 0) return out;
  }
  const auto [lp, ln, rp, rn] = nets;
  if (lp == rp || lp == ln || lp == rn || rp == ln || rp == rn) return out;
  out.measured = ln == rn ? Wiring::single_ended : Wiring::balanced;
  return out;
}

std::string_view to_string(BalancedSafe::Answer a) {
  switch (a) {
    case BalancedSafe::Answer::yes: return "yes";
    case BalancedSafe::Answer::no: return "no";
    case BalancedSafe::Answer::not_applicable: break;
  }
  return "n/a";
}

BalancedSafe balanced_safe(const Profile& profile, const FixtureMap& map, const Netlist& measured) {
  using Answer = BalancedSafe::Answer;
  const End* amp = amplifier_end(profile);
  if (amp == nullptr) amp = end_with(profile, kOutputs);
  if (amp == nullptr) return by_usual_order(profile, map, measured);
  if (!may_be_balanced(amp->type))
    return {Answer::not_applicable,
            "goes into single-ended outputs only: `" + amp->name + "` has too few contacts for a balanced signal"};

  // What the amplifier sees are the contacts of its own plug: any two of them joined is a short across
  // its outputs, wherever in the cable it is.
  for (std::size_t i = 0; i < amp->type.contacts.size(); ++i)
    for (std::size_t j = i + 1; j < amp->type.contacts.size(); ++j) {
      const Contact a{amp->name, amp->type.contacts[i]}, b{amp->name, amp->type.contacts[j]};
      const PointSet pa = map.points_of(a), pb = map.points_of(b);
      const Net* na = profile.net_of(a);
      const Net* nb = profile.net_of(b);
      if (pa == 0 || pb == 0 || (na == nullptr && nb == nullptr)) continue;
      if (are_joined(measured, pa, pb))
        return {Answer::no, a.name() + (na ? " (" + na->name + ")" : "") + " and " + b.name() +
                                (nb ? " (" + nb->name + ")" : "") +
                                " are joined, which shorts its outputs"};
    }
  if (profile.wiring != Wiring::balanced)
    return {Answer::no, "a cable of this kind joins the two returns"};
  return {Answer::yes, "no two driven contacts of `" + amp->name + "` are joined"};
}

}  // namespace buzzout
