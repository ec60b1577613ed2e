#include "report/standing_json.hpp"

#include <nlohmann/json.hpp>

namespace buzzout {

using Json = nlohmann::ordered_json;

Json standing_json(const Standing& s, std::span<const CableEvent> events) {
  Json fails = Json::array();
  for (const auto& f : s.fails) {
    const CableEvent& e = events[f.event];
    fails.push_back({{"id", e.record}, {"profile", e.profile}, {"started", e.started}});
  }
  Json out = {{"state", to_string(s.state)},
              {"why", why_not_passed(s, events)},
              {"remedy", what_lifts(s, events)},
              {"fails", std::move(fails)}};
  if (s.label) out["label"] = events[*s.label].started;
  return out;
}

}  // namespace buzzout
