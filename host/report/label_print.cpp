#include "report/label_print.hpp"

#include <nlohmann/json.hpp>

#include "report/json_place.hpp"

namespace buzzout {
namespace {

using Status = LabelPrint::Status;

constexpr const char* kPrintFormat = "buzzout.print/1";
constexpr Status kAll[] = {Status::begun, Status::printed, Status::failed, Status::withdrawn};

}  // namespace

std::string_view to_string(Status s) {
  switch (s) {
    case Status::begun: return "begun";
    case Status::printed: return "printed";
    case Status::failed: return "failed";
    case Status::withdrawn: break;
  }
  return "withdrawn";
}

nlohmann::ordered_json to_json(const LabelPrint& p) {
  nlohmann::ordered_json out = {{"format", kPrintFormat},    {"id", p.id},           {"simulated", p.simulated},
                                {"serial", p.serial},   {"lot", p.lot},         {"of", p.of},
                                {"label", p.label},     {"to", p.to},           {"status", to_string(p.status)},
                                {"operator", p.operator_name}, {"station", p.station}, {"started", p.started},
                                {"software", p.software}};
  if (!p.begun.empty()) out["begun"] = p.begun;
  if (!p.why.empty()) out["why"] = p.why;
  return out;
}

LabelPrint label_print_of(const nlohmann::ordered_json& document) {
  const JsonPlace d(document);
  if (d.at("format").text() != kPrintFormat) d.at("format").refuse("is not buzzout.print/1");
  const auto text = [&](const char* key) {
    const auto found = d.find(key);
    return found ? found->text() : std::string();
  };
  LabelPrint p;
  p.status = d.at("status").word(kAll);
  p.id = d.at("id").text();
  p.started = d.at("started").text();
  p.begun = text("begun");
  if (p.begun.empty() != (p.status == Status::begun)) d.at("status").refuse("does not go with what `begun` names");
  p.simulated = d.at("simulated").yes();
  p.serial = d.at("serial").text();
  p.lot = d.at("lot").text();
  p.of = d.at("of").text();
  p.label = d.at("label").text();
  p.to = d.at("to").text();
  p.why = text("why");
  p.operator_name = d.at("operator").text();
  p.station = d.at("station").text();
  p.software = d.at("software").text();
  return p;
}

}  // namespace buzzout
