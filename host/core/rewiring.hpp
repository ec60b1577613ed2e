#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/netlist.hpp"
#include "core/profile.hpp"

namespace buzzout {

// Wires of one end that sit on each other's contacts: undoing these moves makes the cable its profile.
struct Rewiring {
  std::string end;
  // The wire found on `first` belongs on `second`.
  std::vector<std::pair<std::string, std::string>> moves;
};

// The smallest rearrangements of the wires of a single end that explain a measurement completely, all
// of the same size; empty where none does. Ends of more than seven contacts are not tried.
std::vector<Rewiring> smallest_rewirings(const Profile&, const FixtureMap&, const Netlist& measured);

}  // namespace buzzout
