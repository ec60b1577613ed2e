#pragma once

#include <nlohmann/json_fwd.hpp>

#include "production/run_snapshot.hpp"

namespace buzzout {

// "buzzout.run/1": what the operator sees at this moment. docs/schemas/run.schema.json has its keys.
nlohmann::ordered_json to_json(const RunSnapshot&);

}  // namespace buzzout
