#pragma once

#include <string>
#include <vector>

#include "core/profile.hpp"
#include "e2e/wiring_oracle.hpp"

namespace e2e {

// One deliberate fault of a cable: an edit of the cable language and what must be found.
struct Damage {
  std::string edit;
  std::set<WiringOracle::Fault> faults;
};

// The same at every run: opens at either end and at a return; shorts between neighbours, between
// the ends, and (where the profile has one) with an isolated contact or else of another pair; swaps
// at either end, of a pair and across pairs. At least three of each.
std::vector<Damage> fault_sample(const buzzout::Profile&);

}  // namespace e2e
