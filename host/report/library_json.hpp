#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/fixture.hpp"
#include "core/label_template.hpp"
#include "core/profile.hpp"

namespace buzzout {

// A file of the library as a document.
nlohmann::ordered_json to_json(const Profile&);
nlohmann::ordered_json to_json(const Fixture&);
nlohmann::ordered_json to_json(const ConnectorType&);
nlohmann::ordered_json to_json(const LabelTemplate&);

}  // namespace buzzout
