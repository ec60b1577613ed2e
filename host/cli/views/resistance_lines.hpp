#pragma once

#include <vector>

#include "core/verdict.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// What was measured in ohms, in one row beside the other answers: the span, the uncertainty and the limit. Nothing where
// nothing was.
std::vector<Line> answer_resistance(const Verdict&, const Theme&);

// A row a reading: wire, contacts, ohms with their uncertainty (k = 2), limit, status.
std::vector<Line> list_resistances(const Verdict&, const Theme&);

}  // namespace buzzout
