#pragma once

#include <optional>
#include <string>

#include "core/profile.hpp"

namespace buzzout {

// What a resistance between two contacts of a net may be.
struct ResistanceLimits {
  std::optional<double> min, max;
  std::string basis;
};

ResistanceLimits limits_of(const Profile&, const Net&);

}  // namespace buzzout
