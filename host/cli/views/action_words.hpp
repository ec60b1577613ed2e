#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "core/action.hpp"

namespace buzzout {

// An action as the command line words it: "prove the fixture: buzzout fixtures self-test -f headphone-bench-uno".
std::string in_words(const Action&);

// Advice with what is to be typed: behind a phrase, the command; behind sentences, one more that has it. What takes no
// typing stays as it is.
std::string worded(const std::string& text, const std::optional<Action>&);
inline std::string worded(const Advice& advice) { return worded(advice.text, advice.action); }

// A document in which every `repair`, `remedy` and `notice` that has an `action` beside it is worded.
nlohmann::ordered_json worded(nlohmann::ordered_json document);

}  // namespace buzzout
