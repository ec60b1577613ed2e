#pragma once

#include <string>

#include "core/profile.hpp"

namespace buzzout {

// What a cable is held against, and nothing else: ends with their contacts, nets, ignored contacts, parts and limits with
// what they go by, and what danger is judged by (which contacts an amplifier drives, the wiring, whether nothing may
// pass), in an order of its own. Two files that ask the same of a cable have the same text, whatever their names, titles,
// comments and order; a shell that must be bonded is in its net, one that nobody minds among the ignored. A line each,
// words parted by spaces, which no name has.
std::string canonical_form(const Profile&);

}  // namespace buzzout
