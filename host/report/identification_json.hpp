#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/error.hpp"
#include "naming/identification.hpp"

namespace buzzout {

// What `identify` knows beside the identification itself.
struct IdentificationContext {
  const Fixture& fixture;
  const JigIdentity& jig;
  const CableIndex& known;
  const std::vector<Error>& broken;  // files of the library that do not load
};

// The document of an identification, "buzzout.identify/1". Every string in it is valid UTF-8.
nlohmann::ordered_json to_json(const Identification&, const IdentificationContext&);

}  // namespace buzzout
