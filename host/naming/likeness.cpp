#include "naming/likeness.hpp"

#include "core/words.hpp"

namespace buzzout {
namespace {

std::string names_of(const std::vector<CableMatch>& matches) {
  std::vector<std::string> names;
  for (const auto& m : matches) names.push_back(typed_name(*m.profile));
  return list_of(names, " or ");
}

}  // namespace

std::optional<Likeness> likeness_of(const Identification& id, const Fixture& fixture) {
  if (id.exact.empty() && id.near.empty()) return {};
  const auto& matches = !id.exact.empty() ? id.exact : id.near.front().matches;
  const CableMatch& match = matches.front();
  const Profile& profile = *match.profile;
  const FixtureMap map(profile, fixture, match.seating.choices(profile, fixture));
  const BalancedSafe safe = balanced_safe(profile, map, id.reading.netlist);
  return Likeness{(id.exact.empty() ? "It is nearest to " : "It measures as ") + names_of(matches) + ".",
                  balance_answers(profile, classify_wiring(profile, map, id.reading.netlist), safe, false),
                  id.exact.empty() ? "" : profile.hazard};
}

}  // namespace buzzout
