#include "core/wiring.hpp"

#include <algorithm>
#include <array>

#include "core/amplifier.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

constexpr std::array<std::string_view, 4> kRoles = {"L+", "L-", "R+", "R-"};

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

bool is_one_way(const Netlist& measured, PointSet a, PointSet b) {
  return std::ranges::any_of(measured.one_ways, [&](const OneWay& w) {
           return ((w.from & a) != 0 && (w.to & b) != 0) || ((w.from & b) != 0 && (w.to & a) != 0);
         });
}

bool are_joined(const Netlist& measured, PointSet a, PointSet b) { return (measured.net_of(lowest(a)) & b) != 0; }

struct OutputShort {
  const AmplifierContact &one, &other;
  bool is_wire;  // else current flows one way only
};

template <class Body>
void for_each_short(const AmplifierSide& side, const FixtureMap& map, const Netlist& measured, Body body) {
  for (std::size_t i = 0; i < side.contacts.size(); ++i)
    for (std::size_t k = i + 1; k < side.contacts.size(); ++k) {
      const AmplifierContact &a = side.contacts[i], &b = side.contacts[k];
      const PointSet pa = map.points_of(a.contact), pb = map.points_of(b.contact);
      if (pa == 0 || pb == 0 || !shorts_an_output(a, b)) continue;
      const bool is_wire = are_joined(measured, pa, pb);
      if (is_wire || is_one_way(measured, pa, pb)) body(OutputShort{a, b, is_wire});
    }
}

std::string in_words(const OutputShort& s) {
  const AmplifierContact &a = s.one, &b = s.other;
  if (const PlugOrder* order = a.order != nullptr ? a.order : b.order) {
    const auto carried = [](const AmplifierContact& c) { return c.outputs.empty() ? "ground" : list_of(c.outputs); };
    return a.contact.name() + " and " + b.contact.name() + (s.is_wire ? " are joined: " : " conduct: ") + carried(a) + " and " + carried(b) +
           " in the usual order of such a plug (" + order->name + ")";
  }
  const auto named = [](const AmplifierContact& c) {
    return c.contact.name() + (c.net != nullptr ? " (" + c.net->name + ")" : "");
  };
  const bool to_ground = a.outputs.empty() || b.outputs.empty();
  if (!s.is_wire)
    return "current flows between " + named(a) + " and " + named(b) + ", " +
           (to_ground ? "an output of the amplifier and its ground" : "two outputs of the amplifier");
  return named(a) + " and " + named(b) + " are joined, which shorts " +
         (to_ground ? "an output to ground" : "its outputs");
}

std::string names_of(const std::vector<AmplifierSide>& sides) {
  std::vector<std::string> names;
  for (const auto& side : sides)
    for (const End* plug : side.plugs) names.push_back("`" + plug->name + "`");
  return list_of(names);
}

}  // namespace

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
  if (profile.use == Use::speaker)
    return {Answer::not_applicable, "a loudspeaker cable does not go into a headphone amplifier"};
  const auto all = amplifier_sides(profile);
  const BalancedSafe unknown{Answer::not_applicable, "the profile has no left and right signal pairs"};
  if (all.empty()) return unknown;
  auto sides = all;
  std::erase_if(sides, [](const AmplifierSide& side) { return !side.may_be_balanced; });
  if (sides.empty())
    return {Answer::not_applicable,
            "goes into single-ended outputs only: " + names_of(all) + (all.size() > 1 ? " have" : " has") +
                " too few contacts for a balanced signal"};
  BalancedSafe out;
  for (const auto& side : sides)
    for_each_short(side, map, measured, [&](const OutputShort& found) {
      if (out.answer != Answer::no) out = {Answer::no, in_words(found)};
    });
  if (out.answer == Answer::no) return out;
  const auto any = [&](auto predicate) {
    const AmplifierContact* found = nullptr;
    for (const auto& side : sides)
      for (const auto& c : side.contacts)
        if (found == nullptr && predicate(c)) found = &c;
    return found;
  };
  if (any([](const AmplifierContact& c) { return c.joins_returns; }) != nullptr)
    return {Answer::no, "a cable of this kind joins the two returns"};
  if (profile.wiring != Wiring::balanced) {
    if (profile.net_of_role("L+") == nullptr || profile.net_of_role("R+") == nullptr) return unknown;
    return {Answer::not_applicable, "the profile does not give L+, L-, R+ and R- a wire each"};
  }
  if (const auto* blind = any([&](const AmplifierContact& c) { return map.points_of(c.contact) == 0; }))
    return {Answer::not_applicable,
            "not known: the fixture has no wire to " + blind->contact.name() + ", so a short to it would not be seen"};
  return {Answer::yes, "no two driven contacts of " + names_of(sides) + " are joined"};
}

std::optional<UnwantedShort> unwanted_output_short(const Profile& profile, const FixtureMap& map, const Netlist& measured) {
  const auto net_of = [](const AmplifierContact& c) { return c.net != nullptr ? c.net->name : c.contact.name(); };
  std::optional<UnwantedShort> out;
  for (const auto& side : amplifier_sides(profile))
    for_each_short(side, map, measured, [&](const OutputShort& found) {
      const auto& [one, other, is_wire] = found;
      if (!out && (one.net == nullptr || one.net != other.net))
        out = UnwantedShort{net_of(one) + " + " + net_of(other), {one.contact, other.contact}, in_words(found)};
    });
  return out;
}

}  // namespace buzzout
