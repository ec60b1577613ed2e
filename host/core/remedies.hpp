#pragma once

#include <string>

#include "core/explanation.hpp"
#include "core/profile.hpp"

// What is to be asked before anybody solders: each a sentence, or empty where it is not to be asked.
namespace buzzout {

// Whether wires branch off somewhere between the plugs.
bool has_split(const Profile&);

// Of wires that are joined: whether what the cable is for is still plugged into it, which joins them too.
std::string ask_for_load(const Profile&, const Join&);

// Of wires that are on each other's contacts: whether two plugs of one type are in each other's sockets, where that
// could be a part of it.
std::string ask_for_marks(const Profile&, const Rewiring&);

// Of two plugs that measure as being in each other's sockets: what to do where marks say that plugs are, and where they
// say not.
std::string by_the_marks(const Profile&, const Exchange&);

}  // namespace buzzout
