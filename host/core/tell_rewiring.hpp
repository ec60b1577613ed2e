#pragma once

#include <string>
#include <vector>

#include "core/diagnosis.hpp"
#include "core/explanation.hpp"
#include "core/fixture_map.hpp"

namespace buzzout {

// Wires of one end on each other's contacts.
Diagnosis tell_rewiring(const Profile&, const Rewiring&);
// Plugs in each other's sockets.
Diagnosis tell_exchange(const Profile&, const Exchange&);
// A plug that half_in() found.
Diagnosis tell_half_in(const FixtureMap&, const std::vector<std::string>& ends);
// "at `left`, exchange the wires on T and S"
std::string moves_in_words(const Profile&, const Rewiring&);

}  // namespace buzzout
