#pragma once

#include "live/assembly.hpp"
#include "live/live.hpp"
#include "report/parts_json.hpp"

namespace buzzout {

// A line of `watch --json` and `build --json`, "buzzout.live/1": how a cable looks while it is
// handled. `found` and `undecided` are finding() and undecided() of the state. The joints of a cable that
// is being built are told where there is an assembly.
nlohmann::ordered_json to_json(const LiveState&, const Verdict& found, const FixtureMap&, const std::vector<std::string>& undecided,
                               const Assembly* = nullptr);

}  // namespace buzzout
