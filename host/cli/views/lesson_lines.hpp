#pragma once

#include <string>
#include <vector>

#include "bench/confirmation.hpp"
#include "bench/golden_lesson.hpp"
#include "bench/lesson.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// What was learned from a cable. `name`: what one types for the profile.
std::vector<Line> lesson_lines(const LearnedProfile&, bool simulated, const std::string& name, const Theme&);

// What came of a confirmation: how the cable differs, where it does.
std::vector<Line> confirmation_lines(const ConfirmationResult&, const Theme&);

// The limits that a golden cable gave.
std::vector<Line> golden_lines(const GoldenResult&, const Theme&);

}  // namespace buzzout
