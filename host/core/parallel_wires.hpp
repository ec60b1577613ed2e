#pragma once

#include <vector>

#include "core/profile.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// Whether two plugs have two contacts each in a net: then several wires may run between them side by side, and a cable
// with one of them still connects all contacts.
bool may_have_parallel_wires(const Net&);

// Whether the resistances show more than one: two contacts at two plugs have less between them, and U with it, than
// three quarters of the copper of one wire, as the profile gives its size.
bool shows_parallel_wires(const Profile&, const Net&, const std::vector<Resistance>&);

}  // namespace buzzout
