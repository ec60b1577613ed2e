#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/profile.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// What a resistance between two contacts of a net may be.
struct ResistanceLimits {
  std::optional<double> min, max;
  std::string basis;
  std::optional<double> golden = {};  // `max` lies around this, which a cable presumed good has there
};

// The tighter of what the profile allows the wire (the copper of it and an allowance, or one limit for all) and of what
// it allows over a golden cable. In a net of three contacts or more the way from one to another may lead through the
// plug of a third, so its copper is that of two wires.
ResistanceLimits limits_of(const Profile&, const Net&, const Contact& from, const Contact& to);

// The most that any wire of a cable may have, and why.
Limit loosest_limit(const Profile&);

// What was measured between two points, against its limits: of the net that has contacts at both, of each part between
// their nets, or of all the parts that join these by way of other nets. Nothing where it is neither.
std::vector<Resistance> resistances_at(const Profile&, const FixtureMap&, const PathOhms&);

}  // namespace buzzout
