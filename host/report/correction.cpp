#include "report/correction.hpp"

#include <nlohmann/json.hpp>

#include "report/json_place.hpp"

namespace buzzout {
namespace {

constexpr const char* kCorrectionFormat = "buzzout.correction/1";

}  // namespace

nlohmann::ordered_json to_json(const Correction& c) {
  return {{"format", kCorrectionFormat},       {"id", c.id},           {"simulated", c.simulated},
          {"serial", c.serial},      {"lot", c.lot},         {"of", c.of},
          {"profile", c.profile},    {"reason", c.reason},   {"operator", c.operator_name},
          {"station", c.station},    {"started", c.started}, {"software", c.software}};
}

Correction correction_of(const nlohmann::ordered_json& document) {
  const JsonPlace d(document);
  if (d.at("format").text() != kCorrectionFormat) d.at("format").refuse("is not buzzout.correction/1");
  const auto said = [&](const char* key) {
    const JsonPlace at = d.at(key);
    if (at.text().empty()) at.refuse("is empty");
    return at.text();
  };
  return {d.at("id").text(),      d.at("started").text(), d.at("simulated").yes(), d.at("serial").text(),
          d.at("lot").text(),     said("of"),             d.at("profile").text(),  said("reason"),
          said("operator"),       d.at("station").text(), d.at("software").text()};
}

}  // namespace buzzout
