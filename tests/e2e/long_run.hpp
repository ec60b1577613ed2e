#pragma once

#include <cstdlib>

namespace e2e {

// Whether this run may take long (tests/long): all of what is else a sample.
inline bool is_long_run() { return std::getenv("BUZZOUT_LONG") != nullptr; }

}  // namespace e2e
