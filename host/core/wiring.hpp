#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fixture_map.hpp"
#include "core/netlist.hpp"
#include "core/profile.hpp"

namespace buzzout {

// The end whose contacts carry all four roles: the amplifier's. Of several, as an adapter has, the one called
// `amp`, else the first. Null if there is none.
const End* amplifier_end(const Profile&);

// Whether a plug of this type can carry a balanced signal: four contacts beside its shell. Necessary and not
// enough: a headset's plug has four.
bool may_be_balanced(const ConnectorType&);

// How the four headphone roles L+, L-, R+, R- are joined.
struct WiringResult {
  Wiring expected = Wiring::other;
  // balanced: each role whole, on a conductor of its own. single-ended: L- and R- joined, the rest
  // apart. other: anything else, a broken role included; or the profile has no such roles.
  Wiring measured = Wiring::other;
};

WiringResult classify_wiring(const Profile&, const FixtureMap&, const Netlist&);

// Whether the cable may be plugged into a balanced (bridged) amplifier output, as far as its wiring
// tells; of one whose profile names no left and right, whether it surely may not. A verdict withholds the yes where a wire of the fixture that would show a short is not proved.
struct BalancedSafe {
  enum class Answer { yes, no, not_applicable } answer = Answer::not_applicable;
  std::string why;
};
std::string_view to_string(BalancedSafe::Answer);  // "yes", "no", "n/a"

BalancedSafe balanced_safe(const Profile&, const FixtureMap&, const Netlist&);

}  // namespace buzzout
