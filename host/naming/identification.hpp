#pragma once

#include <vector>

#include "naming/cable_index.hpp"
#include "core/diagnosis.hpp"
#include "core/fault.hpp"
#include "naming/reading.hpp"

namespace buzzout {

// Known cables that measure the same as each other, and not quite what was measured: the differences from the
// first, and what they mean; where that is a template, they mean nothing.
struct NearCable {
  std::vector<CableMatch> matches;
  std::vector<Fault> faults;
  std::vector<Diagnosis> diagnoses;
};

enum class IdentityResult {
  nothing,    // nothing is plugged in
  exact,
  dangerous,  // exact, and one of the cables that measure this is known to be bad
  near,
  unknown,
};
std::string_view to_string(IdentityResult);  // "nothing", "exact", …

// What a measured thing is among known cables.
struct Identification {
  Reading reading;
  std::vector<CableMatch> exact;
  std::vector<NearCable> near;  // only if none is exact

  IdentityResult result() const;
};

// How many near cables are told.
inline constexpr std::size_t kMostNear = 3;

// Exact is what CableIndex::exact() says, with no link that changed while it was measured, but for those that
// a profile ignores. A cable is near if half of its wires and half of the measured ones are the same, or if
// half as many things as it has wires explain all differences, with all of its plugs in; nearest first.
Identification identify(Reading, const Fixture&, const CableIndex&);

// Of a cable that failed as `tested`: what else it measures exactly as, plugged in as labelled. Where more than two
// things are wrong with it, or it is another cable already, this is told instead of them all; else it is a hint, last. A
// cable that is known to be bad comes first.
void add_likeness(std::vector<Diagnosis>&, const std::vector<CableMatch>& exact, const Profile& tested);

}  // namespace buzzout
