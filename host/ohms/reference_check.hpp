#pragma once

#include <optional>

#include "core/problem.hpp"
#include "core/raw_reading.hpp"

namespace buzzout {

// What would make every resistance wrong at once, and so let a bad joint pass: a reference that is dead, loaded or drifts.
// Each gives the problem, or nothing where the readings agree.

// The supply, in steps of the bandgap, before and after the paths.
std::optional<Problem> unsteady_supply(const ChipReading& before, const ChipReading& after);

// The same path against the bandgap and against the supply, in states that both were measured in.
std::optional<Problem> references_disagree(const RawReading& bandgap, const RawReading& supply, double top);

// Half Kelvin: with the roles of the two contacts exchanged a contact stands as far below the supply as it stood above
// ground, whatever is between them; and the pull-up of the point that reads lifts it as much in one role as in the other,
// by what a pull-up of 20 to 50 kΩ can. A sense wire that lets go in between, or has a joint of some kilohms, does not.
std::optional<Problem> asymmetric(const RawReading&, Point sense);

}  // namespace buzzout
