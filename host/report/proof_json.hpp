#pragma once

#include <nlohmann/json_fwd.hpp>

#include "proving/prove.hpp"

namespace buzzout {

// What was proved of a profile on a fixture as its JSON document, "buzzout.proof/1".
nlohmann::ordered_json to_json(const Proof&, const Profile&, const Fixture&);

}  // namespace buzzout
