#pragma once

#include <string>
#include <vector>

#include "core/profile.hpp"

namespace buzzout {

// The file of a profile that is to be filled in, with comments: the ends, the wirings that are known of their plugs,
// and for each contact a net with its namesake at the other ends, or its counterpart in order. A template: nothing
// passes against it. It loads as it is. Throws Error "profile-ends" where fewer than two ends are given.
std::string profile_skeleton(const std::string& name, const std::vector<End>&);

}  // namespace buzzout
