#include "report/self_test_json.hpp"

#include <nlohmann/json.hpp>

#include "report/record_json.hpp"

namespace buzzout {

using Json = nlohmann::ordered_json;

Json to_json(const SelfTestResult& result, const Fixture& fixture, const JigIdentity& jig) {
  Json steps = Json::array();
  for (const auto& s : result.steps) {
    steps.push_back({{"socket", s.socket.empty() ? Json(nullptr) : Json(s.socket)},
                     {"result", s.problem ? "error" : s.skipped ? "skipped" : "proved"}});
    if (s.problem) steps.back()["error"] = to_json(*s.problem);
  }
  return {{"format", "buzzout.self-test/1"}, {"simulated", jig.simulated}, {"passed", result.proved_all()},
          {"steps", steps}, {"fixture", fixture.name}, {"jig", jig.number}};
}

}  // namespace buzzout
