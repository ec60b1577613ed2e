#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/record.hpp"

namespace buzzout {

// A finished test as its JSON document, "buzzout.test/1". Every string in it is valid UTF-8.
nlohmann::ordered_json to_json(const TestRecord&);

// The parts of it that other documents have too.
nlohmann::ordered_json to_json(const std::vector<Fault>&);
nlohmann::ordered_json to_json(const std::vector<Diagnosis>&);
nlohmann::ordered_json to_json(const ScanMatrix&);

// {"code", "operands"}.
nlohmann::ordered_json to_json(const Action&);
// {"code", "message", "where", "remedy"}, and "action" where there is one.
nlohmann::ordered_json to_json(const Problem&);
// The document of a failure: {"error": …}.
nlohmann::ordered_json failure_json(const Problem&);

}  // namespace buzzout
