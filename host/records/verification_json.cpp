#include "records/verification_json.hpp"

#include <nlohmann/json.hpp>

namespace buzzout {

using Json = nlohmann::ordered_json;

Json to_json(const Verification& v, const std::string& where) {
  Json stations = Json::array(), flaws = Json::array();
  for (const auto& [station, last] : v.heads)
    stations.push_back({{"station", station}, {"number", last.number}, {"hash", last.hash}});
  for (const auto& f : v.flaws)
    flaws.push_back({{"code", to_string(f.code)}, {"station", f.station}, {"number", f.number}, {"id", f.id}, {"text", f.text}});
  return {{"file", where},         {"sound", v.sound()},    {"records", v.records}, {"texts", v.texts},
          {"stations", stations},  {"flaws", flaws},        {"further", v.further}, {"head_found", v.head_found}};
}

}  // namespace buzzout
