#include "report/repair.hpp"

#include <nlohmann/json.hpp>

#include "report/json_place.hpp"

namespace buzzout {
namespace {

constexpr const char* kRepairFormat = "buzzout.repair/1";

}  // namespace

nlohmann::ordered_json to_json(const Repair& r) {
  return {{"format", kRepairFormat}, {"id", r.id},   {"simulated", r.simulated},   {"serial", r.serial},
          {"lot", r.lot},            {"of", r.of},   {"did", r.did},               {"operator", r.operator_name},
          {"station", r.station},    {"started", r.started}, {"software", r.software}};
}

Repair repair_of(const nlohmann::ordered_json& document) {
  const JsonPlace d(document);
  if (d.at("format").text() != kRepairFormat) d.at("format").refuse("is not buzzout.repair/1");
  const auto text = [&](const char* key) {
    const auto found = d.find(key);
    return found ? found->text() : std::string();
  };
  const auto simulated = d.find("simulated");
  return {d.at("serial").text(), text("lot"), d.at("did").text(), text("operator"), d.at("started").text(), text("id"),
          simulated && simulated->yes(), text("of"), text("station"), text("software")};
}

}  // namespace buzzout
