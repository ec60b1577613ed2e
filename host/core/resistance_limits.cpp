#include "core/resistance_limits.hpp"

#include <algorithm>

#include "core/part_network.hpp"

namespace buzzout {

namespace {

bool lies_between(const Part& part, const Net& a, const Net& b) {
  return (part.from == a.name && part.to == b.name) || (part.from == b.name && part.to == a.name);
}

// Of headphones: the coil between the two nets, or the nets.
std::string name_between(const Profile& p, const Net& a, const Net& b) {
  const auto part = std::ranges::find_if(p.parts, [&](const Part& x) { return lies_between(x, a, b); });
  return part == p.parts.end() ? a.name + " + " + b.name : part->name;
}

}  // namespace

ResistanceLimits limits_of(const Profile& p, const Net&) { return {{}, p.continuity.ohm, p.continuity.basis}; }

std::vector<Resistance> resistances_at(const Profile& p, const FixtureMap& map, const PathOhms& path) {
  std::vector<Resistance> out;
  const auto from = map.contacts_at(path.from), to = map.contacts_at(path.to);
  if (from.empty() || to.empty()) return out;
  const Net *net = p.net_of(from.front()), *other = p.net_of(to.front());
  if (net == nullptr || other == nullptr) return out;
  const auto add = [&](const std::string& name, const ResistanceLimits& limits) {
    out.push_back({name, from.front(), to.front(), path.ohm, path.uncertainty, limits.min, limits.max, limits.basis,
                   held_against(path.ohm, path.uncertainty, limits.min, limits.max)});
  };
  if (net == other) add(net->name, limits_of(p, *net));
  if (p.headphones) {
    if (net != other) add(name_between(p, *net, *other), {});
    return out;
  }
  for (const auto& part : p.parts)
    if (lies_between(part, *net, *other))
      if (const auto window = window_between_nets_of(p, part)) add(part.name, {window->min, window->max, window->basis});
  return out;
}

}  // namespace buzzout
