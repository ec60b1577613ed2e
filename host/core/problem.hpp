#pragma once

#include <optional>
#include <string>

#include "core/action.hpp"

namespace buzzout {

// Why something ended in ERROR. `code` is stable and machine-readable ("jig-no-answer", "yaml-unknown-key"); `message`
// says what happened in one sentence; `where` names the place (file:line:column, port, lot), possibly with the source
// line and a caret on further lines; `remedy` says what to do next, in words that are true in front of every face, and
// `action` what to press or type for it. All but code and message may be missing.
struct Problem {
  std::string code, message, where = {}, remedy = {};
  std::optional<Action> action = {};
};

}  // namespace buzzout
