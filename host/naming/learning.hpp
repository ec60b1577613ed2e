#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/fixture_evidence.hpp"
#include "naming/reading.hpp"

namespace buzzout {

// A profile from a cable that is presumed to be good. Whatever is in doubt is an Error: a wrong profile passes
// wrong cables for as long as it is used.

// One end of the cable to be learned, and the socket it is in.
struct EndChoice {
  std::string end, socket;
};

// "L-=R-" is what these contacts carry.
struct RoleChoice {
  std::string net;
  std::vector<Contact> contacts;
};

// Whether somebody said that links which conduct one way only are meant: a diode, and neither a bad joint nor something
// powered at the other end.
enum class OneWays { refused, meant };

// What several measurements of the same cable agree on. Throws, beside what read_evidence() does,
// "jig-restarted", "unstable" (they differ, or a connection changed), "capacitive", "one-way" and
// "weak-connection": what no plain wires do, nor diodes if they are meant.
Reading agreed_reading(const std::vector<Evidence>&, const Fixture&, OneWays = OneWays::refused);

// A cable with these ends, each of the type of its socket, whose nets are those that were measured, named net1,
// net2, … in the order of the ends; and diodes D1, D2, … for links that conduct one way only. Nothing else is filled in.
// Throws "unknown-socket", "socket-taken", "one-way" (links that no diodes make),
// "foreign-link" (something is joined outside of these sockets), "unproved-end" (an end that no wire joins to
// another one: who knows whether it is plugged in).
Profile measured_cable(const std::vector<EndChoice>&, const Reading&, const Fixture&);

// Gives nets their roles. Throws "unknown-contact", "not-connected" (a contact is in no net), "roles-apart" (a role's
// contacts are not joined), "role-twice", "net-named-twice".
void name_nets(Profile&, const std::vector<RoleChoice>&);

// The roles of another cable's nets that have exactly the contacts of a net here: with the same connectors on ends
// of the same names. None if the ends differ.
std::vector<RoleChoice> roles_as_in(const Profile& other, const Profile& measured);

// Nets that join two contacts of one end: a solder bridge would look the same, so somebody must have named them.
std::vector<const Net*> bridged_at_one_end(const Profile&);

// Two plugs of one type, one for the left and one for the right, are wired alike in all headphones that we know of.
// The first contact of the two that carries something else on the other side; none if they are wired alike. One of
// two such plugs with L+ and L- exchanged is found by this where nobody knows which is which.
std::optional<Contact> unlike_sides(const Profile&);

// balanced: L+, L-, R+ and R- on four nets; single-ended: L- and R- on one, L+ and R+ on two others; else other.
Wiring wiring_of_roles(const Profile&);

// Whether the fixture may teach: seen empty and clean, nothing in these sockets known to be broken, and every
// contact that was measured alone seen connected, lately. Throws Error of known_defect(), "fixture-never-empty",
// "socket-wire-unproved".
void check_teacher(const Profile&, const FixtureMap&, const Reading&, const Fixture&, const FixtureEvidence&,
                   std::int64_t now);

// A template says what the contacts of its first end carry, and to which ends that goes; not on which contacts of
// these ends it arrives. Its roles for what was measured. Throws "not-as-template" unless the cable has the same ends
// and as many nets; each net has as many contacts of each end as the template's with the same first contact; and
// none joins contacts that the template has in different channels.
std::vector<RoleChoice> roles_of_template(const Profile& pattern, const Profile& measured);

}  // namespace buzzout
