#pragma once

#include <string>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/netlist.hpp"
#include "core/profile.hpp"

namespace buzzout {

// The ends with a jack any one of which, not pushed home, explains all that was measured: a plug that stands out by
// one ring has each of its wires one contact off. More than one where a straight cable has jacks at both ends.
std::vector<std::string> half_in(const Profile&, const FixtureMap&, const Netlist& measured);

}  // namespace buzzout
