#include "production/run_json.hpp"

#include <nlohmann/json.hpp>

#include "report/record_json.hpp"

namespace buzzout {
namespace {

using Json = nlohmann::ordered_json;

Json counts_json(const LotCounts& c) {
  return {{"cables", c.cables},         {"passed", c.passed},           {"failed", c.failed},
          {"to_retest", c.to_retest},   {"not_judged", c.not_judged},   {"first_passed", c.first_passed},
          {"tests", c.tests},           {"streak", c.streak_serials}};
}

Json sockets_json(const RunSnapshot& s) {
  Json out = Json::object();
  for (const auto& p : s.placements) out[p.end] = p.socket;
  return out;
}

}  // namespace

Json to_json(const RunSnapshot& s) {
  Json out = {{"format", "buzzout.run/1"},
              {"sequence", s.sequence},
              {"simulated", s.simulated},
              {"kept", s.kept},
              {"lot", {{"name", s.lot.name}, {"target", s.lot.target}, {"serials", s.lot.serials}}},
              {"counts", counts_json(s.counts)},
              {"profile", {{"name", s.lot.profile.name}, {"title", s.title}}},
              {"fixture", s.fixture},
              {"sockets", sockets_json(s)},
              {"jig", s.jig},
              {"operator", s.operator_name},
              {"station", s.station},
              {"gates_waived", s.gates_waived},
              {"phase", to_string(s.phase)},
              {"serial", s.serial},
              {"attempt", s.attempt},
              {"looking_up", s.asking},
              {"testing", s.testing},
              {"disturbed", s.disturbed},
              {"stopped", s.stopped},
              {"missing_ends", s.missing_ends},
              {"in_the_way", s.in_the_way},
              {"seconds_to_verdict", s.seconds_to_verdict ? Json(*s.seconds_to_verdict) : Json(nullptr)},
              {"notice", s.notice.text}};
  if (s.notice.action) out["action"] = to_json(*s.notice.action);
  if (s.record != nullptr) {
    out["record"] = to_json(*s.record);
    out["counts_as"] = to_string(s.cable.counts);
    out["why"] = s.cable.why;
    out["remedy"] = s.cable.remedy;
  }
  return out;
}

}  // namespace buzzout
