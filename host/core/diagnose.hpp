#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/diagnosis.hpp"
#include "core/fault.hpp"
#include "core/fixture_map.hpp"
#include "core/netlist.hpp"
#include "core/profile.hpp"

namespace buzzout {

// What diagnose() is told beside the measurement.
struct Suspects {
  // Contacts of the cable behind which the jig's own wire was not seen connected lately: it may be the one
  // that is broken.
  std::set<Contact> jig_wires;
  // The fixture was not seen empty lately: a bridge in it may be what joins.
  bool bridge = false;
};

// Causes for faults, as put_in_order() has them. Faults that no better cause explains are told one by one; none is
// lost. Where little agrees with the profile and no few causes explain it, one diagnosis stands for all that is wrong
// with the wires: this is another cable.
std::vector<Diagnosis> diagnose(const Profile&, const FixtureMap&, const Netlist&, const std::vector<Fault>&,
                                const Suspects& = {});

// One diagnosis instead of many: the cable is another one than the profile's. It is as dangerous as they are, and names
// all of their contacts. The repair is left to who knows what it is.
Diagnosis tell_other_cable(const std::vector<Diagnosis>& instead_of, const std::string& why);

// What is dangerous before all else; then what stands in the way of other findings, a plug that is not in among
// them. Diagnoses of one rank keep their order.
void put_in_order(std::vector<Diagnosis>&);

// Nobody is told how to make a dangerous cable: nothing is left of what could be done about it.
void forbid_repairs(std::vector<Diagnosis>&);

// A cable that is exactly as a profile with a hazard has it.
Diagnosis tell_hazard(const Profile&);

}  // namespace buzzout
