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
  Error(std::string code, std::string message, std::string where = {}, std::string remedy = {})
      : std::runtime_error(message),
        code(std::move(code)),
        message(std::move(message)),
        where(std::move(where)),
        remedy(std::move(remedy)) {}

  std::string code;
  std::string message;
  std::string where;
  std::string remedy;
};

}  // namespace buzzout
