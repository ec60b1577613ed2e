#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/evidence.hpp"
#include "core/fixture_evidence.hpp"

namespace buzzout {

// What the last self-test and trace found wrong with a fixture, as far as it concerns these of its sockets:
// nothing measured in them is to be believed.
std::optional<Problem> known_defect(const FixtureEvidence&, const Fixture&, const std::vector<std::string>& sockets);

}  // namespace buzzout
