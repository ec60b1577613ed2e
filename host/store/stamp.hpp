#pragma once

#include <ctime>
#include <string>

#include "store/signature.hpp"

namespace buzzout {

// A random (version 4) UUID.
std::string new_id();

// "2026-03-14T09:26:53+01:00"; in UTC where the zone's offset cannot be written so.
std::string local_time(std::time_t);

// "2026-03-14"; the same.
std::string local_date(std::time_t);

// Now: "2026-03-14T09:26:53.589+01:00"
std::string precise_local_time();

// "buzzout 0.1.0"
std::string software();

// With a new id, now.
Signature signature(const std::string& person, const std::string& station);

}  // namespace buzzout
