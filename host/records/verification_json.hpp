#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "store/chain_check.hpp"

namespace buzzout {

// What was found in the records of `where`, a store or an exported file, as a JSON document.
nlohmann::ordered_json to_json(const Verification&, const std::string& where);

}  // namespace buzzout
