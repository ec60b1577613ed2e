#pragma once

#include <vector>

#include "core/record.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// What came before a test of the same cable, for the end of its record: the first FAIL and what let
// go while the cable was watched. Nothing where nothing came before.
std::vector<Line> tell_mended(const TestRecord&, const Theme&);

}  // namespace buzzout
