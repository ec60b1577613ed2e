#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/problem.hpp"

namespace buzzout {

// A failure that is nobody's verdict: the outcome of whatever was running is ERROR. Thrown by every layer, worded by
// the face.
class Error : public std::runtime_error, public Problem {
 public:
  explicit Error(Problem p) : std::runtime_error(p.message), Problem(std::move(p)) {}
  Error(std::string code_, std::string message_, std::string where_ = {}, std::string remedy_ = {},
        std::optional<Action> action_ = {})
      : Error(Problem{std::move(code_), std::move(message_), std::move(where_), std::move(remedy_), std::move(action_)}) {}
};

}  // namespace buzzout
