#pragma once

#include "core/live.hpp"
#include "report/parts_json.hpp"

namespace buzzout {

// A line of `watch --json`, "buzzout.live/1": how a cable looks while it is handled. `found` is finding() of
// the state.
nlohmann::ordered_json to_json(const LiveState&, const Verdict& found, const FixtureMap&);

}  // namespace buzzout
