#pragma once

#include <stdexcept>
#include <string>

namespace buzzout {

// A failure that is nobody's verdict: the outcome of whatever was running is ERROR.
// Thrown by every layer, rendered once (cli/render). `code` is stable and machine-readable
// ("jig-no-answer", "yaml-unknown-key"); `message` says what happened in one sentence; `where` names
// the place (file:line:column, port, option), possibly with the source line and a caret on further
// lines; `remedy` says what to do next. `where` and `remedy` may be empty.
class Error : public std::runtime_error {
 public:
  Error(std::string code_, std::string message_, std::string where_ = {}, std::string remedy_ = {})
      : std::runtime_error(message_),
        code(std::move(code_)),
        message(std::move(message_)),
        where(std::move(where_)),
        remedy(std::move(remedy_)) {}

  std::string code;
  std::string message;
  std::string where;
  std::string remedy;
};

}  // namespace buzzout
