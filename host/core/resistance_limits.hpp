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
};

ResistanceLimits limits_of(const Profile&, const Net&);

// What was measured between two points, against its limits: of the net that has contacts at both, or of each part between
// their nets. Nothing where it is neither.
std::vector<Resistance> resistances_at(const Profile&, const FixtureMap&, const PathOhms&);

}  // namespace buzzout
