#include "core/part_state.hpp"

#include <algorithm>

namespace buzzout {
namespace {

constexpr double kPullUpLeast = 20'000, kPullUpMost = 50'000, kPathLow = 495;
constexpr double kLow = 0.3, kHigh = 0.6;  // of Vcc

// By net: the lowest index among those that `joins` makes one with it.
template <class Joins>
std::vector<std::size_t> united(const Profile& p, Joins joins) {
  std::vector<std::size_t> of(p.nets.size());
  for (std::size_t i = 0; i < of.size(); ++i) of[i] = i;
  for (std::size_t k = 0; k < p.parts.size(); ++k) {
    if (!joins(k)) continue;
    const auto index = [&](const std::string& net) { return static_cast<std::size_t>(p.net_named(net) - p.nets.data()); };
    const std::size_t a = of[index(p.parts[k].from)], b = of[index(p.parts[k].to)];
    for (auto& net : of)
      if (net == a || net == b) net = std::min(a, b);
  }
  return of;
}

}  // namespace

PartState state_of(const PartStates& states, std::size_t part) {
  return part < states.size() ? states[part] : PartState::as_wanted;
}

std::vector<PartState> wrong_states(const Part& p) {
  switch (p.kind) {
    case PartKind::resistor:
    case PartKind::coil: return {PartState::open, PartState::joined};
    case PartKind::diode: return {PartState::open, PartState::joined, PartState::reversed};
    case PartKind::jumper: return {PartState::open};
    case PartKind::unknown: break;
  }
  return {};
}

LooksLinked looks_linked(const Profile& p, const Part& part, unsigned points) {
  const auto group = united(p, [](std::size_t) { return true; });
  const auto index = [&](const std::string& net) { return static_cast<std::size_t>(p.net_named(net) - p.nets.data()); };
  double most = 0;
  unsigned parts = 0;
  for (const auto& other : p.parts) {
    if (!other.has_ohms() || group[index(other.from)] != group[index(part.from)]) continue;
    most += other.ohm->max;
    ++parts;
  }
  // All of the points draw through all of the resistors.
  if (most + kPathLow <= kLow / (1 - kLow) * kPullUpLeast / points) return LooksLinked::sure;
  // All of the resistors lie side by side, between two points.
  if (part.ohm->min >= parts * kHigh / (1 - kHigh) * kPullUpMost) return LooksLinked::never;
  return LooksLinked::perhaps;
}

Profile wired(const Profile& p, const PartStates& states, const std::vector<bool>& as_wires) {
  const auto joins = [&](std::size_t k) {
    const PartState state = state_of(states, k);
    if (state == PartState::joined) return true;
    const bool is_wire = p.parts[k].kind == PartKind::jumper || (k < as_wires.size() && as_wires[k]);
    return state == PartState::as_wanted && is_wire;
  };
  const auto of = united(p, joins);
  Profile out = p;
  out.nets.clear();
  out.parts.clear();
  std::vector<std::string> names(p.nets.size());
  for (std::size_t i = 0; i < of.size(); ++i) names[of[i]] += (names[of[i]].empty() ? "" : "=") + p.nets[i].name;
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (of[i] == i) out.nets.push_back({names[i], {}});
    auto& into = std::ranges::find(out.nets, names[of[i]], &Net::name)->contacts;
    into.insert(into.end(), p.nets[i].contacts.begin(), p.nets[i].contacts.end());
  }
  for (std::size_t k = 0; k < p.parts.size(); ++k) {
    const PartState state = state_of(states, k);
    if (p.parts[k].kind != PartKind::diode || (state != PartState::as_wanted && state != PartState::reversed)) continue;
    Part diode = p.parts[k];
    for (std::string* net : {&diode.from, &diode.to}) *net = names[of[static_cast<std::size_t>(p.net_named(*net) - p.nets.data())]];
    if (state == PartState::reversed) std::swap(diode.from, diode.to);
    if (diode.from != diode.to) out.parts.push_back(std::move(diode));
  }
  return out;
}

}  // namespace buzzout
