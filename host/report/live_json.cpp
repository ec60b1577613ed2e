#include "report/live_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/compare.hpp"

namespace buzzout {
namespace {

// As in the document of a test, and between what they moved.
nlohmann::ordered_json live_resistances(const LiveState& s) {
  auto out = parts::resistances(resistances_of(s));
  for (std::size_t i = 0; i < s.ohms.size(); ++i) {
    const OhmTrace& t = s.ohms[i];
    const auto ohms = [](double value) { return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json(); };
    out[i].update({{"least_ohm", ohms(t.least)}, {"most_ohm", ohms(t.most)}, {"moved", t.has_moved()}});
  }
  return out;
}

}  // namespace

nlohmann::ordered_json to_json(const LiveState& s, const Verdict& found, const FixtureMap& map, const std::vector<std::string>& undecided,
                               const Assembly* assembly) {
  nlohmann::ordered_json out = {{"format", "buzzout.live/1"},
                                {"at_ms", s.at - s.began},
                                {"status", to_string(s.status)},
                                {"nets", parts::nets(found.nets)},
                                {"faults", parts::faults(found.faults)},
                                {"diagnoses", parts::diagnoses(found.diagnoses)},
                                {"upsets", parts::upsets(all_upsets(s))},
                                {"resistances", live_resistances(s)},
                                {"undecided", undecided}};
  if (s.ohm_problem) out["ohm_problem"] = s.ohm_problem->message;
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
