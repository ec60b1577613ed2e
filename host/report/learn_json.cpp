#include "report/learn_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/resistance_limits.hpp"
#include "report/parts_json.hpp"

namespace buzzout {

using Json = nlohmann::ordered_json;

namespace {

constexpr const char* kLearnFormat = "buzzout.learn/1";

}  // namespace

Json learned_json(const Profile& p, const std::string& file, const std::map<std::string, std::string>& sockets,
                  const std::vector<std::string>& free, const std::vector<std::string>& same_as, bool simulated) {
  Json ends = Json::object(), at = Json::object(), nets = Json::object();
  for (const auto& e : p.ends) {
    ends[e.name] = e.type.name;
    at[e.name] = sockets.at(e.name);
  }
  for (const auto& n : p.nets) nets[n.name] = parts::names(n.contacts);
  Json out = {{"format", kLearnFormat}, {"simulated", simulated}, {"result", "learned"},
          {"profile", p.name}, {"file", file}, {"sha256", p.sha256}, {"title", p.title},
          {"use", to_string(p.use)}, {"wiring", to_string(p.wiring)}, {"ends", ends},
          {"sockets", at}, {"nets", nets}, {"free", free}, {"trust", to_string(p.trust)},
          {"source", p.source.text}, {"note", p.note}, {"same_as", same_as}};
  if (!p.parts.empty()) out["parts"] = parts::components(p.parts);
  return out;
}

Json nothing_learned_json(bool simulated) {
  return {{"format", kLearnFormat}, {"simulated", simulated}, {"result", "nothing"}};
}

Json confirmation_json(const Profile& p, const std::string& file, const Verdict& verdict, bool simulated) {
  return {{"format", "buzzout.confirm/1"},
          {"simulated", simulated},
          {"outcome", to_string(verdict.outcome)},
          {"profile", p.name},
          {"file", file},
          {"sha256", p.sha256},
          {"trust", to_string(p.trust)},
          {"source", p.source.text},
          {"faults", parts::faults(verdict.faults)},
          {"diagnoses", parts::diagnoses(verdict.diagnoses)}};
}

Json golden_json(const Profile& p, const std::string& file, double spread, bool simulated) {
  Json paths = Json::array();
  for (const auto& path : p.golden->paths)
    paths.push_back({{"between", parts::names({path.from, path.to})},
                     {"ohm", path.ohm},
                     {"max_ohm", *limits_of(p, *p.net_of(path.from), path.from, path.to).max}});
  return {{"format", "buzzout.golden/1"},
          {"simulated", simulated},
          {"profile", p.name},
          {"file", file},
          {"sha256", p.sha256},
          {"margin_ohm", p.golden->margin_ohm},
          {"basis", p.golden->basis},
          {"spread_ohm", std::round(spread * 1e4) / 1e4},
          {"paths", paths}};
}

}  // namespace buzzout
