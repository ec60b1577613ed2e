#pragma once

#include <string>
#include <string_view>

#include "core/profile.hpp"

namespace buzzout {

// The names of the coils among Profile::parts.
inline constexpr const char* kLeftCoil = "left";
inline constexpr const char* kRightCoil = "right";

// What stands behind the name of a cable's profile where headphones at its far ends are meant: "4.4-ts+headphones". No
// file's name has a plus.
inline constexpr std::string_view kHeadphonesSuffix = "+headphones";
bool is_of_headphones(std::string_view profile_name);
// The name without it.
std::string without_headphones(std::string_view profile_name);

// What is to be measured at the plugs of a headphone cable while headphones are on its other ends, or are fixed to it: its
// amplifier's plugs alone, and in each side a coil between its two wires. It has a name of its own, and the cable's trust,
// hazard and free contacts. Throws Error "no-headphone-cable" of a cable that joins no amplifier to the left and right of
// headphones, or of which nobody can tell which plug goes into the amplifier.
Profile with_headphones(const Profile& cable);

// The same of whatever has the nets L+, L-, R+ and R-, each of which is on a contact of one of its ends: with a coil in each
// side. Roles that share a conductor are one net.
Profile with_coils(Profile);

}  // namespace buzzout
