#pragma once

#include <optional>

#include "core/contact.hpp"
#include "core/point_set.hpp"

namespace buzzout {

// One socket contact of a trace: where it should be wired, and which point answered.
struct TraceStep {
  Contact contact;
  Point expected = 0;
  std::optional<Point> answered;  // none: skipped

  bool good() const { return answered == expected; }
};

}  // namespace buzzout
