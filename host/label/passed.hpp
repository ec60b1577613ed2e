#pragma once

#include "core/record.hpp"

namespace buzzout {

// Throws Error "label-not-passed" unless the cable did, and "label-marginal" if a limit lies inside the uncertainty of its
// resistances: see passes_for_good(). No other gets a label.
void require_passed(const TestRecord&);

}  // namespace buzzout
