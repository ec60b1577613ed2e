#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>

#include "core/standing.hpp"

namespace buzzout {

// What a serial number stands at: {"state", "why", "remedy", "fails": [{"id", "profile", "started"}]}, and "label", when
// one was printed that may be on it.
nlohmann::ordered_json standing_json(const Standing&, std::span<const CableEvent>);

}  // namespace buzzout
