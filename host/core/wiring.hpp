#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/netlist.hpp"
#include "core/profile.hpp"

namespace buzzout {

// How the four headphone roles L+, L-, R+, R- are joined.
struct WiringResult {
  Wiring expected = Wiring::other;
  // balanced: each role whole, on a conductor of its own. single-ended: L- and R- joined, the rest
  // apart. other: anything else, a broken role included; or the profile has no such roles.
  Wiring measured = Wiring::other;
};

WiringResult classify_wiring(const Profile&, const FixtureMap&, const Netlist&);

// Whether the cable may be plugged into a balanced (bridged) headphone amplifier, as far as its wiring tells: no,
// where on a side that can be balanced (amplifier_sides()) an output is shorted, or the profile joins two. Of a cable
// whose profile names no left and right only whether it surely may not. A verdict withholds the yes where a wire of
// the fixture that would show a short is not proved.
struct BalancedSafe {
  enum class Answer { yes, no, not_applicable } answer = Answer::not_applicable;
  std::string why;
};
std::string_view to_string(BalancedSafe::Answer);  // "yes", "no", "n/a"

BalancedSafe balanced_safe(const Profile&, const FixtureMap&, const Netlist&);

// An output of whatever amplifier drives the cable that is shorted though no net of the profile joins the two
// contacts.
struct UnwantedShort {
  std::string nets;               // "L+ + amp.S": a contact that is in none goes by its own name
  std::vector<Contact> contacts;  // the two
  std::string why;                // "amp.T (L+) and amp.S are joined, which …"
};
std::optional<UnwantedShort> unwanted_output_short(const Profile&, const FixtureMap&, const Netlist&);

}  // namespace buzzout
