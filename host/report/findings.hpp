#pragma once

#include <set>
#include <string>

#include "core/record.hpp"

namespace buzzout {

// What was wrong with a cable, in few words and each once: the diagnoses up to their colon ("L- is open"); without
// any, the faults.
std::set<std::string> findings(const TestRecord&);

}  // namespace buzzout
