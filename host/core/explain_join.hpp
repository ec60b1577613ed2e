#pragma once

#include <string>
#include <vector>

#include "core/diagnosis.hpp"
#include "core/explanation.hpp"

namespace buzzout {

// `weak`: not joined, and not isolated either.
Diagnosis explain_join(const Profile&, const Join&, bool weak);
// Contacts that touched at times; what belongs to no end of the cable may be among them. The summary is left to who
// knows when it was.
Diagnosis tell_touch(const Profile&, const std::vector<Contact>&);
// "separate amp.T from amp.R1"
std::string parting_in_words(const Profile&, const Join&);

// A wire that is off its own contact and on that of another net: a break and a join in one.
struct Miswire {
  const Net* net;      // whose wire it is
  Contact wanted, on;  // at the same end
};
Diagnosis tell_miswire(const Profile&, const Join&, const Miswire&);

}  // namespace buzzout
