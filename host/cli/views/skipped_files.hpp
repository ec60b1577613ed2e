#pragma once

#include <vector>

#include "cli/terminal/environment.hpp"
#include "core/error.hpp"

namespace buzzout {

// Says on standard error which files of the library were not read, and why, one line each.
void warn_of_skipped_files(const std::vector<Error>&, Environment&);

}  // namespace buzzout
