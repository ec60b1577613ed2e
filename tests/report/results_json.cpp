#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "bench/bench_jig.hpp"
#include "report/label_json.hpp"
#include "report/learn_json.hpp"
#include "report/library_json.hpp"
#include "report/scan_json.hpp"
#include "report/self_test_json.hpp"
#include "report/trace_json.hpp"

namespace buzzout {
namespace {

using ResultJson = nlohmann::ordered_json;

}  // namespace

TEST_CASE("a scan's document has the nets as points and contacts, and what the cable is like") {
  BenchJig jig("3.5-ts", uno_bench_for("3.5-ts"));
  jig.plug("good");
  const Evidence evidence = measure(jig.jig);
  const Reading reading = read_evidence(evidence, jig.fixture);
  const ResultJson alone = to_json(reading, evidence, jig.fixture, {});
  CHECK(alone["format"] == "buzzout.scan/1");
  CHECK(alone["simulated"] == true);
  CHECK(alone["steady"] == true);
  CHECK(alone["one_way"].empty());
  CHECK(alone["nets"].size() == jig.profile.nets.size());
  CHECK(alone["matrix"].size() == jig.jig.identity().points);
  CHECK(alone["fixture"]["name"] == jig.fixture.name);
  CHECK_FALSE(alone.contains("likeness"));
  const Likeness likeness{"It measures as 3.5-ts.", {{"Balanced", "no", BalanceAnswer::Tone::bad}}, ""};
  const ResultJson like = to_json(reading, evidence, jig.fixture, likeness);
  CHECK(like["likeness"] == "It measures as 3.5-ts.");
  CHECK(like["balance"] == ResultJson::parse(R"([{"question": "Balanced", "answer": "no"}])"));
}

TEST_CASE("a self-test's document has its steps; it passed if nothing was skipped") {
  Fixture fixture;
  fixture.name = "mine";
  JigIdentity jig;
  jig.number = 7;
  SelfTestResult result{{{"", {}, false, {}}, {"amp", {}, true, {}}}};
  CHECK(to_json(result, fixture, jig) == ResultJson::parse(R"({"format": "buzzout.self-test/1", "simulated": false, "passed": false,
    "steps": [{"socket": null, "result": "proved"}, {"socket": "amp", "result": "skipped"}], "fixture": "mine", "jig": 7})"));
  result.steps.pop_back();
  CHECK(to_json(result, fixture, jig)["passed"] == true);
  result.steps.push_back({"left", {}, false, Problem{"open-loop", "T does not answer", "left", "look for a broken wire"}});
  CHECK(to_json(result, fixture, jig)["steps"][1].dump() ==
        R"({"socket":"left","result":"error","error":{"code":"open-loop","message":"T does not answer","where":"left","remedy":"look for a broken wire"}})");
}

TEST_CASE("a trace's document counts points from 1, and is good if every contact answers as it should") {
  const std::vector<TraceStep> steps = {{{"amp", "T"}, 0, 0}, {{"amp", "S"}, 1, 2}, {{"left", "T"}, 2, {}}};
  CHECK(to_json(steps) == ResultJson::parse(R"({"format": "buzzout.trace/1", "good": false, "steps": [
    {"contact": "amp.T", "expected": 1, "answered": 1}, {"contact": "amp.S", "expected": 2, "answered": 3},
    {"contact": "left.T", "expected": 3, "answered": null}]})"));
  CHECK(to_json({steps.front()})["good"] == true);
}

TEST_CASE("what was learned, and what confirmed it, are documents of the profile as it is now") {
  Profile p;
  p.name = "mine";
  p.ends = {{"amp", shipped().connector("trs-3.5")}, {"left", shipped().connector("ts-3.5")}};
  p.nets = {{"L+", {{"amp", "T"}, {"left", "T"}}}, {"L-=R-", {{"amp", "S"}, {"left", "S"}}}};
  p.trust = Trust::presumed;
  p.source.text = "learned by Ines";
  p.sha256 = "abc";
  const ResultJson learned = learned_json(p, "mine.yaml", {{"amp", "amp-3.5"}, {"left", "left"}}, {"amp.R"}, {"3.5-ts"}, true);
  CHECK(learned["format"] == "buzzout.learn/1");
  CHECK(learned["result"] == "learned");
  CHECK(learned["nets"]["L-=R-"] == ResultJson::parse(R"(["amp.S", "left.S"])"));
  CHECK(learned["sockets"]["amp"] == "amp-3.5");
  CHECK(learned["free"] == ResultJson::parse(R"(["amp.R"])"));
  CHECK(learned["same_as"] == ResultJson::parse(R"(["3.5-ts"])"));
  CHECK(nothing_learned_json(false).dump() == R"({"format":"buzzout.learn/1","simulated":false,"result":"nothing"})");
  Verdict verdict;
  verdict.outcome = Outcome::fail;
  verdict.faults.push_back({FaultKind::open, "L+", {{"amp", "T"}, {"left", "T"}}});
  const ResultJson confirmed = confirmation_json(p, "mine.yaml", verdict, false);
  CHECK(confirmed["format"] == "buzzout.confirm/1");
  CHECK(confirmed["outcome"] == "FAIL");
  CHECK(confirmed["trust"] == "presumed");
  CHECK(confirmed["faults"].size() == 1);
}

TEST_CASE("a label that was printed names its test, one that was refused says why") {
  TestRecord r;
  r.id = "record 1";
  r.serial = "00417";
  r.simulated = true;
  CHECK(label_json(r, "small", "a.zpl") == ResultJson::parse(R"({"format": "buzzout.label/1", "printed": true, "serial": "00417",
    "id": "record 1", "simulated": true, "label": "small", "to": "a.zpl"})"));
  CHECK(no_label_json("00417", "it failed") ==
        ResultJson::parse(R"({"format": "buzzout.label/1", "printed": false, "asked": "00417", "why": "it failed"})"));
}

TEST_CASE("a label of the library is a document as its other files are") {
  const ResultJson small = to_json(shipped().label("small"));
  CHECK(small["name"] == "small");
  CHECK(small["dpi"] == 203);
}

}  // namespace buzzout
