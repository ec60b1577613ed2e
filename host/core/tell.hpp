#pragma once

#include "core/diagnosis.hpp"
#include "core/words.hpp"

// Words for the parts of an explanation. Each function tells one thing as a Diagnosis.
namespace buzzout {

// Wires of one end on each other's contacts.
Diagnosis tell_rewiring(const Profile&, const Rewiring&);
// Plugs in each other's sockets.
Diagnosis tell_exchange(const Profile&, const Exchange&);
// A plug that half_in() found.
Diagnosis tell_half_in(const FixtureMap&, const std::vector<std::string>& ends);
// "at `left`, exchange the wires on T and S"
std::string moves_in_words(const Profile&, const Rewiring&);

Diagnosis tell_unplugged(const Profile&, const FixtureMap&, const std::string& end);
Diagnosis tell_break(const Profile&, const FixtureMap&, const Break&, const Suspects&);
// "redo the joint at amp.R1 or left.S"
std::string mending_in_words(const Break&);

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
