#pragma once

#include <string>
#include <vector>

#include "production/run_snapshot.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// The operator's screen, `height` lines of `width` columns: one big word on a ground of its colour, the cable's serial
// number, what to do now, and what is wrong with the picture of it; at the bottom the lot's count and what was typed so
// far. What does not fit is left out from the least important.
std::vector<Line> batch_frame(const RunSnapshot&, const std::string& typed, const Theme&, int width, int height);

// What to do now, in one sentence.
std::string next_step(const RunSnapshot&);

}  // namespace buzzout
