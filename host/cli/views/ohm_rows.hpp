#pragma once

#include <vector>

#include "drawing/style.hpp"
#include "live/live.hpp"

namespace buzzout {

// A row for each of these resistances of a cable that is watched: wire, contacts, ohms now, their last seconds as a chart from
// nothing to the limit or beyond, and between what they moved.
std::vector<Line> ohm_rows(const std::vector<const OhmTrace*>&, std::int64_t now, const Theme&, int width);

}  // namespace buzzout
