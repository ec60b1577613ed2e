#pragma once

#include <vector>

#include "drawing/style.hpp"

namespace buzzout {

void append(std::vector<Line>& to, const std::vector<Line>& more);

// The line as it is seen, cut to that many columns.
Line clipped(const Line&, const Theme&, int width);

// A line of that ground all over the width, with the text in it.
Line bar(const std::string& text, Ink ground, int width);

}  // namespace buzzout
