#pragma once

#include <vector>

#include "core/diagnosis.hpp"
#include "core/expectation.hpp"
#include "core/fault.hpp"
#include "core/netlist.hpp"
#include "core/part_state.hpp"

namespace buzzout {

// What a matrix that does not meet the expectation of a profile with parts says: its parts are taken in the states in which
// they come nearest to it, as few of them wrong as can be, or two wires of a plug are on each other's contacts and all
// else is right. Undecided links and ignored points take no part.
struct PartReading {
  Profile cable;               // with its parts as they seem to be: the nets that they make
  Netlist wires;               // what is left beside them
  std::vector<Fault> faults;   // of wires, then of parts (Fault::part)
  std::vector<Diagnosis> diagnoses;  // of parts, and of an exchange
  bool is_exchange = false;    // the faults of wires are the exchange's: nothing else is to be diagnosed of them

  std::vector<Fault> of_wires() const;  // those that are left to diagnose()
};
PartReading read_with_parts(const Profile&, const FixtureMap&, const Expectation&, const ScanMatrix& measured);

// What is wrong with a part in a state that is not as wanted: `open` of a jumper, else `component`. Its net is the two
// nets of the part, as "A + B".
Fault fault_of(const Profile&, const Part&, PartState);
// What that means, and what to do.
Diagnosis diagnosis_of(const Profile&, const Part&, PartState);

}  // namespace buzzout
