#pragma once

#include <span>
#include <vector>

#include "core/standing.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// What is to be known of a cable beside its newest verdict: that it still counts as failed, that a label is to be taken
// off. Nothing where the verdict says it all.
std::vector<Line> standing_lines(std::span<const CableEvent>, const Theme&);

}  // namespace buzzout
