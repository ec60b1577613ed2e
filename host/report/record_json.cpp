#include "report/record_json.hpp"

#include <nlohmann/json.hpp>

#include "report/parts_json.hpp"

namespace buzzout {

using Json = nlohmann::ordered_json;
using namespace parts;

Json to_json(const std::vector<Fault>& all) { return faults(all); }
Json to_json(const std::vector<Diagnosis>& all) { return diagnoses(all); }
Json to_json(const ScanMatrix& m) { return matrix(m); }

Json to_json(const Action& a) { return action(a); }

Json to_json(const Problem& p) {
  Json out = {{"code", p.code}, {"message", p.message}, {"where", p.where}, {"remedy", p.remedy}};
  if (p.action) out["action"] = action(*p.action);
  return out;
}

Json failure_json(const Problem& p) { return {{"error", to_json(p)}}; }

Json to_json(const TestRecord& r) {
  const Verdict& v = r.verdict;
  Json out = {
      {"format", "buzzout.test/1"},
      {"id", r.id},
      {"simulated", r.simulated},
      {"outcome", to_string(v.outcome)},
      {"coverage", to_string(v.coverage)},
      {"marginal", v.marginal},
      {"decision", to_string(v.decision)},
      {"wiring",
       {{"expected", to_string(v.wiring.expected)}, {"measured", to_string(v.wiring.measured)}}},
      {"balanced_safe",
       {{"answer", to_string(v.balanced_safe.answer)}, {"why", v.balanced_safe.why}}},
      {"nets", nets(v.nets)},
      {"faults", faults(v.faults)},
      {"diagnoses", diagnoses(v.diagnoses)},
      {"not_tested", not_tested(v.not_tested)},
      {"matrix", matrix(v.matrix)},
      {"resistances", resistances(v.resistances)},
      {"limits",
       {{"continuity", {{"max_ohm", r.continuity.ohm}, {"basis", r.continuity.basis}}},
        {"isolation", {{"min_ohm", r.isolation.ohm}, {"basis", r.isolation.basis}}}}},
      {"serial", r.serial},
      {"lot", r.lot},
      {"operator", r.operator_name},
      {"station", r.station},
      {"attempt", r.attempt},
      {"profile",
       {{"name", r.profile.name},
        {"revision", r.profile.revision},
        {"sha256", r.profile.sha256},
        {"connectors", r.profile.connectors}}},
      {"fixture",
       {{"name", r.fixture.name}, {"sha256", r.fixture.sha256}, {"connectors", r.fixture.connectors}}},
      {"sockets", r.sockets},
      {"jig",
       {{"board", r.jig.board},
        {"number", r.jig.number},
        {"firmware", r.jig.firmware},
        {"self_test", r.self_test_passed}}},
      {"started", r.started},
      {"duration_ms", r.duration_ms},
      {"software", r.software},
  };
  if (!v.capacitive.empty()) {
    Json links = Json::array();
    for (const auto& c : v.capacitive) links.push_back({{"nets", c.nets}, {"contacts", names(c.contacts)}});
    out["capacitive"] = links;
  }
  if (v.celsius) out["celsius"] = *v.celsius;
  if (v.headphones) out["headphones"] = headphones(*v.headphones);
  if (!v.matches.empty()) out["matches"] = matches(v.matches);
  if (!v.channels.empty()) out["channels"] = v.channels;
  if (v.problem) out.update(failure_json(*v.problem));
  if (!r.unfinished.empty()) out["unfinished"] = r.unfinished;
  if (r.purpose != Purpose::test) out["purpose"] = to_string(r.purpose);
  if (r.shift) {
    Json gates = Json::array();
    for (const auto& g : r.shift->gates)
      gates.push_back({{"gate", to_string(g.kind)}, {"record", g.record}, {"passed", g.passed}});
    out["shift"] = {{"waived", r.shift->waived}, {"gates", gates}};
  }
  if (r.watched) {
    out["watched"] = {{"duration_ms", r.watched->duration_ms}, {"upsets", upsets(r.watched->upsets)}};
    if (!r.watched->swings.empty()) out["watched"]["swings"] = swings(r.watched->swings);
  }
  if (r.before)
    out["before"] = {{"started", r.before->started},
                     {"nets", nets(r.before->nets)},
                     {"faults", faults(r.before->faults)},
                     {"diagnoses", diagnoses(r.before->diagnoses)},
                     {"matrix", matrix(r.before->matrix)}};
  // Last, as in the store: the document's bytes are hashed.
  if (r.chain) out["chain"] = {{"number", r.chain->number}, {"previous", r.chain->previous}};
  return out;
}

}  // namespace buzzout
