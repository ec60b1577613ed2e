#include "report/scan_json.hpp"

#include <nlohmann/json.hpp>

#include "report/parts_json.hpp"

namespace buzzout {

using Json = nlohmann::ordered_json;

namespace {

Json numbers(PointSet points) {
  Json out = Json::array();
  for (Point p : members(points)) out.push_back(point_number(p));
  return out;
}

Json points_of(PointSet net, const Fixture& fixture) {
  Json out = Json::array();
  for (Point p : members(net)) out.push_back({{"point", point_number(p)}, {"contacts", parts::names(fixture.contacts_at(p))}});
  return out;
}

Json answers_json(const std::vector<BalanceAnswer>& answers) {
  Json out = Json::array();
  for (const auto& a : answers) out.push_back({{"question", a.question}, {"answer", a.answer}});
  return out;
}

}  // namespace

Json to_json(const Reading& r, const Evidence& evidence, const Fixture& fixture, const std::optional<Likeness>& likeness) {
  Json nets = Json::array(), one_ways = Json::array();
  for (PointSet net : r.netlist.nets)
    if (size(net) > 1) nets.push_back(points_of(net, fixture));
  for (const auto& w : r.netlist.one_ways) one_ways.push_back({{"from", numbers(w.from)}, {"to", numbers(w.to)}});
  const JigIdentity& jig = evidence.jig;
  Json out = {{"format", "buzzout.scan/1"},
              {"simulated", jig.simulated},
              {"steady", r.unsteady == 0},
              {"nets", nets},
              {"one_way", one_ways},
              {"matrix", parts::matrix(evidence.scans.back().matrix)},
              {"fixture", {{"name", fixture.name}, {"sha256", fixture.sha256}}},
              {"jig", {{"board", jig.board}, {"number", jig.number}, {"firmware", jig.firmware}}}};
  if (!likeness) return out;
  out["likeness"] = likeness->sentence;
  out["hazard"] = likeness->hazard;
  out["balance"] = answers_json(likeness->answers);
  return out;
}

Json to_json(const HeadphoneOhms& ohms, const std::string& sentence, const std::vector<BalanceAnswer>& answers) {
  Json out = parts::headphones(ohms);
  out["sentence"] = sentence;
  out["answers"] = answers_json(answers);
  return out;
}

}  // namespace buzzout
