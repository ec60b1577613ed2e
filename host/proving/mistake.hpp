#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proving/paper_cable.hpp"

namespace buzzout {

enum class MistakeKind {
  open,             // a broken joint
  short_,           // two contacts joined
  swap,             // two wires of one plug exchanged
  reversed_pair,    // of these, the two of one pair: L+ and L-, hot and cold
  crossed_pairs,    // two pairs exchanged at one plug
  order,            // three wires or more of one plug on each other's contacts: other pinouts
  exchanged_plugs,  // two plugs of one type in each other's sockets
  unplugged,        // an end is not plugged in
  one_way,          // a diode in a wire, or between two
  part,             // a part missing, shorted or reversed
  two_at_once,
};
std::string_view to_string(MistakeKind);  // "open", "short", …, "two-at-once"

// Something that can go wrong when a cable is made or plugged in.
struct Mistake {
  MistakeKind kind = MistakeKind::open;
  std::string edits;  // in the cable language: `buzzout test PROFILE -p sim:EDITS` shows it
  Cable cable;        // as it is then
};

// What can go wrong with the cable of a profile, each once: every open joint, every pair of contacts of
// different nets joined, every exchange of two wires at a plug, every order of the wires of a plug of up to
// five contacts (of a larger one: backwards, and shifted by one either way), two pairs exchanged, plugs of
// one type in each other's sockets, ends not plugged in, a diode in each wire and between the contacts of
// different nets, either way; each diode and each jumper of the profile in every other state; and in pairs:
// opens, shorts of neighbouring contacts and exchanges of neighbouring wires. The profile outlives the result.
std::vector<Mistake> mistakes_of(const Profile&);

// Two plugs of one type in each other's sockets.
struct PlugExchange {
  const End *one, *other;  // of the profile
  std::string edits() const;
  void apply(Cable&) const;
};
// All of them: mistakes that can come on top of any other.
std::vector<PlugExchange> plug_exchanges(const Profile&);

}  // namespace buzzout
