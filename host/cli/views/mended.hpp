#pragma once

#include <string>
#include <vector>

#include "core/record.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// What came before a test of the same cable, for the end of its record: the first FAIL and what let
// go while the cable was watched. Nothing where nothing came before.
std::vector<Line> tell_mended(const TestRecord&, const Theme&);

// "14:03:12" of "2026-03-14T14:03:12+01:00"
std::string clock_time(const std::string& started);

}  // namespace buzzout
