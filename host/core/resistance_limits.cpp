#include "core/resistance_limits.hpp"

#include <algorithm>
#include <cmath>

#include "core/part_network.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

bool lies_between(const Part& part, const Net& a, const Net& b) {
  return (part.from == a.name && part.to == b.name) || (part.from == b.name && part.to == a.name);
}

// The part between the two nets, or the nets.
std::string name_between(const Profile& p, const Net& a, const Net& b) {
  const auto part = std::ranges::find_if(p.parts, [&](const Part& x) { return lies_between(x, a, b); });
  return part == p.parts.end() ? a.name + " + " + b.name : part->name;
}

double to_milliohm(double ohm) { return std::round(ohm * 1000) / 1000; }

std::string hundredths(double ohm) {
  std::string out = std::to_string(std::lround(ohm * 100));
  while (out.size() < 3) out.insert(0, "0");
  return out.insert(out.size() - 2, ".") + " Ω";
}

ResistanceLimits limits_by_wire(const Profile& p, const Net& net) {
  if (!p.allowance) return {{}, p.continuity.ohm, p.continuity.basis};
  const Wire* wire = p.wire(net);
  const auto copper = wire != nullptr ? copper_ohms(*wire) : std::nullopt;
  const int lengths = net.contacts.size() > 2 ? 2 : 1;
  const double most = copper.value_or(0) * kMostOverCopper * lengths;
  return {{},
          to_milliohm(most + p.allowance->ohm),
          (copper ? (lengths > 1 ? "twice " : "") + size_in_words(*wire) + ", stranded and warm: " + hundredths(most) + "; and "
                  : std::string()) +
              plain_number(p.allowance->ohm) + " Ω for joints and contacts: " + p.allowance->basis};
}

}  // namespace

ResistanceLimits limits_of(const Profile& p, const Net& net, const Contact& from, const Contact& to) {
  ResistanceLimits out = limits_by_wire(p, net);
  const auto* path = p.golden ? p.golden->path(from, to) : nullptr;
  if (path == nullptr) return out;
  const double most = to_milliohm(path->ohm + p.golden->margin_ohm);
  if (most >= *out.max) return out;
  return {{},
          most,
          plain_number(p.golden->margin_ohm) + " Ω over a golden cable (" + p.golden->basis + ")",
          path->ohm};
}

Limit loosest_limit(const Profile& p) {
  std::optional<Limit> out;
  for (const auto& net : p.nets)
    for (std::size_t i = 0; i < net.contacts.size(); ++i)
      for (std::size_t j = i + 1; j < net.contacts.size(); ++j) {
        auto limits = limits_of(p, net, net.contacts[i], net.contacts[j]);
        if (!out || *limits.max > out->ohm) out = Limit{*limits.max, std::move(limits.basis)};
      }
  return out.value_or(p.continuity);
}

std::vector<Resistance> resistances_at(const Profile& p, const FixtureMap& map, const PathOhms& path) {
  std::vector<Resistance> out;
  const auto from = map.contacts_at(path.from), to = map.contacts_at(path.to);
  if (from.empty() || to.empty()) return out;
  const Net *net = p.net_of(from.front()), *other = p.net_of(to.front());
  if (net == nullptr || other == nullptr) return out;
  const auto add = [&](const std::string& name, const ResistanceLimits& limits) {
    out.push_back({name, from.front(), to.front(), path.ohm, path.uncertainty, limits.min, limits.max, limits.basis,
                   held_against(path.ohm, path.uncertainty, limits.min, limits.max, limits.golden), limits.golden});
  };
  if (net == other) add(net->name, limits_of(p, *net, from.front(), to.front()));
  if (p.headphones) {
    if (net != other) add(name_between(p, *net, *other), {});
    return out;
  }
  if (net == other) return out;
  for (const auto& part : p.parts) {
    if (!lies_between(part, *net, *other)) continue;
    if (const auto window = window_between_nets_of(p, part)) add(part.name, {window->min, window->max, window->basis});
    if (part.kind == PartKind::jumper) add(part.name, {{}, p.continuity.ohm, p.continuity.basis});
  }
  if (out.empty())
    if (const auto window = window_between(p, *net, *other))
      add(name_between(p, *net, *other), {window->min, window->max, "what the profile's parts come to"});
  return out;
}

}  // namespace buzzout
