#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "core/trace_step.hpp"

namespace buzzout {

// A finished trace of a fixture as its JSON document, "buzzout.trace/1".
nlohmann::ordered_json to_json(const std::vector<TraceStep>&);

}  // namespace buzzout
