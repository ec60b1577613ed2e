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

// Somebody asked for an end: what was running is not finished, and nothing is wrong. Code "interrupted".
class InterruptedError : public Error {
 public:
  explicit InterruptedError(std::string message_ = "interrupted", std::string where_ = {})
      : Error("interrupted", std::move(message_), std::move(where_)) {}
};

// The conversation with a jig failed: it is gone, silent, or not what it was. Codes "jig-…"; the port is in `where`.
class JigError : public Error {
 public:
  using Error::Error;
};

}  // namespace buzzout
