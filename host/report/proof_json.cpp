#include "report/proof_json.hpp"

#include <nlohmann/json.hpp>

namespace buzzout {

using Json = nlohmann::ordered_json;

Json to_json(const Proof& proof, const Profile& profile, const Fixture& fixture) {
  Json trials = Json::array(), alike = Json::array(), hidden = Json::array(), not_tested = Json::array();
  for (const auto& t : proof.trials)
    trials.push_back({{"kind", to_string(t.kind)},
                      {"edits", t.edits},
                      {"outcome", to_string(t.outcome)},
                      {"diagnosis", t.diagnosis},
                      {"finding", to_string(t.finding)}});
  for (const auto& a : proof.alike) {
    Json edits = Json::array();
    for (std::size_t i : a.trials) edits.push_back(proof.trials[i].edits);
    alike.push_back({{"kind", to_string(a.kind)}, {"edits", edits}, {"procedure", procedure(a.kind)}});
  }
  for (const auto& h : proof.hidden)
    hidden.push_back({{"edits", h.edits}, {"exchange", h.exchange}, {"procedure", kHiddenProcedure}});
  for (const auto& n : proof.not_tested) not_tested.push_back({{"code", to_string(n.code)}, {"text", n.text}});
  return {{"format", "buzzout.proof/1"},
          {"holds", proof.holds()},
          {"summary", proof.summary()},
          {"profile",
           {{"name", profile.name},
            {"revision", profile.revision},
            {"sha256", profile.sha256},
            {"connectors", profile.connector_hashes()}}},
          {"fixture",
           {{"name", fixture.name}, {"sha256", fixture.sha256}, {"connectors", fixture.connector_hashes()}}},
          {"tried", proof.trials.size()},
          {"caught", proof.count(Finding::caught)},
          {"no_difference", proof.count(Finding::no_difference)},
          {"escaped", proof.count(Finding::escaped)},
          {"refused", proof.count(Finding::refused)},
          {"trials", trials},
          {"alike", alike},
          {"hidden", hidden},
          {"not_tested", not_tested}};
}

}  // namespace buzzout
