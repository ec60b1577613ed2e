#pragma once

#include <vector>

#include "core/fixture_map.hpp"
#include "core/part_state.hpp"

namespace buzzout {

// What a jig reads of a cable with parts, by point: the points that read low for sure while the point alone is driven
// low, and those that may. What lies between the two is undecided: no matrix tells whether it is as it should be.
struct PartLinks {
  std::vector<PointSet> sure, possible;
  std::vector<bool> as_wires;  // by Profile::parts: resistors and coils that read as wires when they are as wanted
};

// With every part in its state. Current flows from a point that is pulled up through a diode, anode first, into one that
// is low: the row of a cathode has the anode. Through two diodes a point still reads low for sure (1.2 V of the 1.5 V
// that the data sheet allows at 5 V), through three or through a resistor and a diode it may.
PartLinks part_links(const Profile&, const FixtureMap&, const PartStates& = {});

}  // namespace buzzout
