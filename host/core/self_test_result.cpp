#include "core/self_test_result.hpp"

#include <algorithm>

namespace buzzout {

bool SelfTestResult::failed() const {
  return std::ranges::any_of(steps, [](const SelfTestStep& s) { return s.problem.has_value(); });
}

bool SelfTestResult::proved_all() const {
  return !steps.empty() && std::ranges::all_of(steps, &SelfTestStep::proved);
}

}  // namespace buzzout
