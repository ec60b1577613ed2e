#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/evidence.hpp"

namespace buzzout {

// One step of a fixture's self-test: the empty fixture, or the loop-back plug of one socket.
struct SelfTestStep {
  std::string socket;                    // empty: the empty fixture
  std::vector<std::string> same_points;  // other sockets on exactly the same points: the jig cannot tell them apart
  bool skipped = false;
  std::optional<Problem> problem;

  bool proved() const { return !skipped && !problem; }
};

struct SelfTestResult {
  std::vector<SelfTestStep> steps;
  bool failed() const;      // some step found something wrong
  bool proved_all() const;  // and none was skipped
};

}  // namespace buzzout
