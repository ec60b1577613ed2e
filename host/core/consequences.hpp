#pragma once

#include <string>
#include <vector>

#include "core/diagnosis_code.hpp"
#include "core/profile.hpp"

namespace buzzout {

// What a fault does to the ear or the equipment, and the code of the diagnosis that says so.
struct Consequence {
  DiagnosisCode code = DiagnosisCode::open;
  std::string text;
  bool dangerous = false;  // plugged in, it can break something
};

// These ask what the cable is for (Profile::use), and of a cable with several channels name the one. Left and
// right of headphones are told by whoever tells the fault.

Consequence consequence_of_open(const Profile&, const Net&);
// Of wires that are joined; two or more.
Consequence consequence_of_join(const Profile&, const std::vector<const Net*>&);
// Plus and minus of one pair exchanged.
Consequence consequence_of_reversal(const Profile&, const Net& plus);
// Two wires exchanged that are no pair.
Consequence consequence_of_exchange(const Profile&, const Net&, const Net&);
// Nothing arrives at an end.
std::string consequence_of_silence(const Profile&, const std::string& end);

}  // namespace buzzout
