#pragma once

#include <vector>

#include "core/fixture.hpp"
#include "core/netlist.hpp"

namespace buzzout {

// The sockets with something in them, as far as a measurement tells: those with a point that is linked to
// another one; of those that share points, the first.
std::vector<const Socket*> linked_sockets(const Fixture&, const Netlist&);

}  // namespace buzzout
