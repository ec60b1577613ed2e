#include "report/repair.hpp"

#include "report/json_place.hpp"

namespace buzzout {

Repair repair_of(const nlohmann::ordered_json& document) {
  const JsonPlace d(document);
  if (d.at("format").text() != "buzzout.repair/1") d.at("format").refuse("is not buzzout.repair/1");
  const auto text = [&](const char* key) {
    const auto found = d.find(key);
    return found ? found->text() : std::string();
  };
  const auto simulated = d.find("simulated");
  return {d.at("serial").text(), text("lot"), d.at("did").text(), text("operator"), d.at("started").text(), text("id"),
          simulated && simulated->yes()};
}

}  // namespace buzzout
