#pragma once

#include <optional>
#include <string>

#include "jig/clock.hpp"
#include "production/run_observer.hpp"

namespace buzzout {

// The operator's side of a run: what they see and hear, and what they type.
class BatchFace : public RunObserver {
 public:
  // A line that was typed or scanned, if one comes within `wait`. Empty: Enter.
  virtual std::optional<std::string> line(Duration wait) = 0;
  virtual bool interrupted() = 0;
  // Nothing more can be typed.
  virtual bool ended() = 0;
};

}  // namespace buzzout
