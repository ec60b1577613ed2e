#pragma once

#include <string>

#include "core/fixture.hpp"

namespace buzzout {

// What it takes to build a fixture, as Markdown: the parts list and the wiring table, board pin by
// board pin.
std::string fixture_table(const Fixture&);

}  // namespace buzzout
