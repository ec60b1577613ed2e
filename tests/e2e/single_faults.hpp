#pragma once

#include <string>
#include <vector>

#include "core/profile.hpp"
#include "e2e/wiring_oracle.hpp"

namespace e2e {

// One deliberate fault of a cable: an edit of the cable language and what must be found.
struct SingleFault {
  std::string edit;
  std::set<WiringOracle::Fault> faults;
};

// All of them: every open joint, every short between two nets, every swap of two wires of one plug that
// changes the nets.
std::vector<SingleFault> single_faults(const buzzout::Profile&);

}  // namespace e2e
