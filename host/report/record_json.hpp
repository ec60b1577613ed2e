#pragma once

#include <nlohmann/json.hpp>

#include "core/record.hpp"

namespace buzzout {

// A finished test as its JSON document, "buzzout.test/1". Every string in it is valid UTF-8.
nlohmann::ordered_json to_json(const TestRecord&);

// The document of a failure: {"error": {code, message, where, remedy}}.
nlohmann::ordered_json to_json(const Problem&);

}  // namespace buzzout
