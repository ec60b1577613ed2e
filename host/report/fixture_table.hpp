#pragma once

#include <string>

#include "core/fixture.hpp"

namespace buzzout {

// What it takes to build a fixture, as Markdown: the parts list, the wiring table, board pin by
// board pin, and the loop-back plugs: a plug with all of its contacts joined, one for each kind of socket.
std::string fixture_table(const Fixture&);

}  // namespace buzzout
