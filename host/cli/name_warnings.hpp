#pragma once

#include <vector>

#include "cli/environment.hpp"
#include "core/name_clashes.hpp"
#include "core/record.hpp"

namespace buzzout {

// Says on standard error which names more than one file goes by, one line each.
void warn_of_clashes(const std::vector<NameClash>&, const Environment&);

// Of which names behind a verdict more than one file goes by, and what shows which one was read: a warning that is
// never left out. The files' paths are in the record. Nothing where there is nothing to tell.
std::vector<Line> tell_name_clashes(const TestRecord&, const Theme&);

}  // namespace buzzout
