#pragma once

#include <vector>

#include "core/self_test_result.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// What one step of a self-test came to.
std::vector<Line> step_lines(const SelfTestStep&, const Theme&);

// A line with a mark for what is as it should be, or is not.
Line marked_line(const std::string& text, bool good, const Theme&);

}  // namespace buzzout
