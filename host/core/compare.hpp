#pragma once

#include <vector>

#include "core/expectation.hpp"
#include "core/fault.hpp"
#include "core/fixture_map.hpp"
#include "core/netlist.hpp"

namespace buzzout {

// The contacts at a set of points: the cable's own in the order of the profile, then others.
std::vector<Contact> contacts_at(PointSet, const FixtureMap&);

// Where points that belong together come apart: both contacts, if there are two; else what is cut off from the
// largest part, each part by itself; of equals none is the rest. Nothing if no two of the groups share in them.
std::vector<PointSet> torn_places(PointSet wanted, const std::vector<PointSet>& groups, const FixtureMap&);

// What was measured without the one-way links that belong to the profile's diodes: wires, and links that should not be.
Netlist without_diodes(Netlist, const Expectation&);

// Every difference between what was measured and what is expected, opens first, parts aside. A matrix that does not
// meet the expectation yields at least one fault, unless only parts differ (seen_parts.hpp).
std::vector<Fault> compare(const FixtureMap&, const Expectation&, const Netlist&);

}  // namespace buzzout
