#include "report/live_json.hpp"

#include <nlohmann/json.hpp>

#include "core/compare.hpp"

namespace buzzout {

nlohmann::ordered_json to_json(const LiveState& s, const Verdict& found, const FixtureMap& map,
                               const Assembly* assembly) {
  nlohmann::ordered_json out = {{"format", "buzzout.live/1"},
                                {"at_ms", s.at - s.began},
                                {"status", to_string(s.status)},
                                {"nets", parts::nets(found.nets)},
                                {"faults", parts::faults(found.faults)},
                                {"diagnoses", parts::diagnoses(found.diagnoses)},
                                {"upsets", parts::upsets(all_upsets(s))}};
  if (const PointSet held = s.held_high | s.held_low; held != 0)
    out["held"] = parts::names(contacts_at(held, map));
  if (assembly == nullptr) return out;
  auto joints = nlohmann::ordered_json::array();
  for (const auto& j : assembly->joints)
    joints.push_back(
        {{"net", j.net}, {"from", j.from.name()}, {"to", j.to.name()}, {"done", j.done}});
  out["joints"] = joints;
  out["wrong"] = assembly->wrong;
  return out;
}

}  // namespace buzzout
