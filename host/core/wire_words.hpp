#pragma once

#include <string>

#include "core/profile.hpp"

namespace buzzout {

// " of the red wire", to stand behind "the joint"; empty where the profile names no colour.
std::string of_colour(const Profile&, const Net&);

}  // namespace buzzout
