#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/profile.hpp"

namespace buzzout {

// The channel of a headphone role: 'L' for "L+" and "L-", 'R' for "R+" and "R-"; '\0' for any other role.
char channel_of(std::string_view role);
std::string side_of(char channel);  // "left", "right"

// Whether a role is `kind`, such as "hot", or that of one channel of several: "left-hot", "3-hot".
bool is_of_kind(std::string_view role, std::string_view kind);

// The one of several circuits that a role belongs to: "3" of "3-hot", "left" of "left-cold", "1" of "1+", "D2" of
// "D2-"; empty of a role that names none, as "hot" and "shield".
std::string circuit_of(std::string_view role);

// Whether a net is a screen, a ground or a common, and no signal.
bool is_screen(const Net&);

// The two nets of one pair: L+ and L-, hot and cold, 3-hot and 3-cold, D1+ and D1-.
struct Pair {
  const Net *plus, *minus;
};
// The pairs of a profile. A shared return is the minus of both channels.
std::vector<Pair> pairs_of(const Profile&);

// Whether the profile's cable carries two channels for headphones: L+ and R+, and is not for anything else.
bool is_headphone(const Profile&);

}  // namespace buzzout
