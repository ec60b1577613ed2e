#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/contact.hpp"

namespace buzzout {

// One edit of the cable language.
//
//   edit                      applies to          meaning
//   good                                          no change (the default)
//   none                                          nothing is plugged in
//   open:END.C                cable               the joint at that contact is broken
//   short:END.C:END.C         cable               a solder bridge
//   swap:END.C:END.C          cable               the two joints are exchanged
//   ohms:END.C:OHM            cable               resistance in the joint
//   leak:END.C:END.C:OHM      cable               resistance between two contacts
//   diode:END.C:END.C         cable               a diode, anode first, between two contacts
//   cap:END.C:END.C:FARAD     cable               a capacitor between two contacts
//   series:END.C:FARAD        cable               a capacitor in the joint, in place of the wire
//   flaky:END.C               cable               the joint opens and closes at random
//   wobble:END.C:OHM:OHM      cable               resistance in the joint, now the one and now the other
//   part:NAME:open            cable               the profile's part does not conduct, or is missing
//   part:NAME:short           cable               a wire in its place
//   part:NAME:reversed        cable               a diode the wrong way round
//   part:NAME:OHM             cable               a resistance in its place
//   unplug:END                cable               that end is not in its socket
//   also:PROFILE              cable               a second cable, good, in whatever sockets take it
//   loop:SOCKET               plug                a loop-back plug (all contacts joined) in a socket
//   link:SOCKET:SOCKET        plug                a link lead: a plug in each socket, all contacts joined;
//                                                 several are one lead
//   resistor:S.C:S.C:OHM      plug                a resistor between two socket contacts, and nothing else
//   touch:SOCKET.C            lead                a lead from the jig's ground held to a contact
//   stuck:POINT:low|high      jig                 the point's pin is held there
//   dead:POINT                jig                 the point's pin does not drive
//   bridge:POINT:POINT        jig                 two points joined inside the jig
//   cut:SOCKET.C              fixture             the wire behind a socket contact is broken
//   exchange:S.C:S.C          fixture             the wires behind two socket contacts are exchanged
//   powered:POINT:VOLT        cable               an outside voltage on a point
//
// Numbers take the suffixes p n u m k M; ohms go up to 1e12, farads from 1e-15 to 0.01, volts from 0
// to 100. POINT counts from 1. Where a SOCKET is wanted, the name of an end of the cable does too.
// Only the first part may be a PROFILE; a part is an edit when a verb stands before its first ':', so
// `xlr-3-mic:shell-bonded` is a profile's variant. Jig and fixture edits stay when the cable is
// replaced.
struct CableEdit {
  std::string verb;
  std::vector<std::string> args;
  std::string text() const;  // "open:amp.R1"
};

// `[PROFILE][,edit]…` or `FILE.yaml`, parsed but not resolved against a profile or fixture.
struct CableEdits {
  std::optional<std::string> profile;  // a profile's name, alias or file; or a wire-by-wire FILE.yaml
  std::vector<CableEdit> edits;

  bool unplugged() const;  // has `none`
  // The jig's and the fixture's edits, sorted and joined by commas: what stays when the cable is
  // replaced, and so tells one simulated jig from another. Empty for a sound one.
  std::string defects() const;
};

// Throws Error "cable-language" with the text, a caret and a suggestion in `where`.
CableEdits parse_cable_edits(std::string_view text);

// "200k" → 200000. Throws Error "cable-language".
double parse_quantity(std::string_view text);

}  // namespace buzzout
