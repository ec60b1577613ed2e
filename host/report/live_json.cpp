#include "report/live_json.hpp"

namespace buzzout {

nlohmann::ordered_json to_json(const LiveState& s, const Verdict& found, const FixtureMap& map) {
  nlohmann::ordered_json out = {{"format", "buzzout.live/1"},
                                {"at_ms", s.at - s.began},
                                {"status", to_string(s.status)},
                                {"nets", parts::nets(found.nets)},
                                {"faults", parts::faults(found.faults)},
                                {"diagnoses", parts::diagnoses(found.diagnoses)},
                                {"upsets", parts::upsets(all_upsets(s))}};
  if (const PointSet held = s.held_high | s.held_low; held != 0) out["held"] = parts::names(contacts_at(held, map));
  return out;
}

}  // namespace buzzout
