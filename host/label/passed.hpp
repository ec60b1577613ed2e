#pragma once

#include "core/record.hpp"

namespace buzzout {

// Throws Error "label-not-passed" unless the cable did: no other gets a label.
void require_passed(const TestRecord&);

}  // namespace buzzout
