#include "simulation/second_cable.hpp"

#include <algorithm>

namespace buzzout {
namespace {

// Extends `choices` to the ends from the `next` one on; false if there is no way.
bool choose(const Profile& cable, const Fixture& fixture, const std::set<std::string>& occupied,
            std::size_t next, PointSet taken, FixtureMap::Choices& choices) {
  if (next == cable.ends.size()) return true;
  const End& end = cable.ends[next];
  for (const auto& s : fixture.sockets) {
    if (occupied.contains(s.name) || !may_mate(s.gender, end.gender) || !takes(s, end.type) || (s.points() & taken) != 0) continue;
    choices[end.name] = s.name;
    if (choose(cable, fixture, occupied, next + 1, taken | s.points(), choices)) return true;
  }
  choices.erase(end.name);
  return false;
}

}  // namespace

bool takes(const Socket& s, const ConnectorType& plug) {
  return s.type.name == plug.name ||
         std::ranges::any_of(s.accepts, [&](const auto& a) { return a.plug.name == plug.name; });
}

std::optional<FixtureMap> place_beside(const Profile& cable, const Fixture& fixture,
                                       const std::set<std::string>& occupied) {
  FixtureMap::Choices choices;
  if (!choose(cable, fixture, occupied, 0, 0, choices)) return std::nullopt;
  return FixtureMap(cable, fixture, choices);
}

}  // namespace buzzout
