#pragma once

#include <ctime>
#include <string>

namespace buzzout {

// Local time with its offset: "2026-03-14T09:26:53+01:00".
std::string local_time(std::time_t);

// A random (version 4) UUID.
std::string new_id();

}  // namespace buzzout
