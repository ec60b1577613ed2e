#include "report/station_json.hpp"

#include <nlohmann/json.hpp>

namespace buzzout {

using Json = nlohmann::ordered_json;

namespace {

Json document(const char* format, const Scene& s) {
  return {{"format", format},
          {"id", s.id},
          {"simulated", s.simulated},
          {"lot", s.lot},
          {"operator", s.operator_name},
          {"station", s.station},
          {"profile",
           {{"name", s.profile.name},
            {"revision", s.profile.revision},
            {"sha256", s.profile.sha256},
            {"connectors", s.profile.connectors}}},
          {"fixture", {{"name", s.fixture}, {"sha256", s.fixture_sha256}, {"connectors", s.fixture_connectors}}},
          {"jig", {{"board", s.board}, {"number", s.jig}}},
          {"started", s.started},
          {"software", s.software}};
}

}  // namespace

Json lot_document(const Scene& scene, const Lot& lot) {
  Json out = document("buzzout.lot/1", scene);
  out["target"] = lot.target;
  out["serials"] = lot.serials;
  return out;
}

Lot lot_of(const Json& document) {
  Lot out;
  out.name = document.at("lot");
  const Json& profile = document.at("profile");
  out.profile = {profile.at("name"), profile.at("revision"), profile.at("sha256"), profile.at("connectors")};
  out.operator_name = document.at("operator");
  out.station = document.at("station");
  out.target = document.at("target");
  out.serials = document.at("serials");
  return out;
}

Json gate_document(const Scene& scene, GateKind gate, const std::string& problem) {
  Json out = document("buzzout.gate/1", scene);
  out["gate"] = to_string(gate);
  out["outcome"] = problem.empty() ? "PASS" : "FAIL";
  if (!problem.empty()) out["problem"] = problem;
  return out;
}

Json stop_document(const Scene& scene, const std::string& fault, int cables) {
  Json out = document("buzzout.stop/1", scene);
  out["why"] = "identical-failures";
  out["fault"] = fault;
  out["cables"] = cables;
  return out;
}

}  // namespace buzzout
