#pragma once

#include <optional>
#include <vector>

#include "core/diagnosis.hpp"
#include "core/expectation.hpp"
#include "core/explanation.hpp"
#include "core/fault.hpp"
#include "core/part_state.hpp"

namespace buzzout {

// What a matrix that does not meet the expectation says of a profile's parts: the states in which they come nearest to it,
// as few of them wrong as can be. Undecided links and ignored points take no part.
PartStates seen_states(const Profile&, const FixtureMap&, const Expectation&, const ScanMatrix& measured);

// By Profile::parts: the resistors and coils that read as wires, because they must or because they may and do.
std::vector<bool> seen_as_wires(const Profile&, const FixtureMap&, const PartStates&, const ScanMatrix& measured);

// Two wires of one plug on each other's contacts, if the cable is as it should be with them exchanged back, and no one
// part's state explains as much. Only asked for where there are parts: else explanations find it.
std::optional<Rewiring> exchange_around_parts(const FixtureMap&, const Profile&, const Expectation&, const ScanMatrix& measured);

// What is wrong with a part in a state that is not as wanted: `open` of a jumper, else `component`. Its net is the two
// nets of the part, as "A + B".
Fault fault_of(const Profile&, const Part&, PartState);
// What that means, and what to do.
Diagnosis diagnosis_of(const Profile&, const Part&, PartState);

// A diode of which not all links are as expected, though no state of it explains that: some points see it and some do not.
std::vector<Fault> badly_conducting(const Profile&, const FixtureMap&, const Expectation&, const ScanMatrix& measured);

}  // namespace buzzout
