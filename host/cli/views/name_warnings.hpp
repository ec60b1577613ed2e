#pragma once

#include <vector>

#include "cli/terminal/environment.hpp"
#include "core/name_clashes.hpp"

namespace buzzout {

// Says on standard error which names more than one file goes by, one line each.
void warn_of_clashes(const std::vector<NameClash>&, const Environment&);

}  // namespace buzzout
