#include "production/shift_gates.hpp"

#include <algorithm>
#include <set>

#include "bench/calibrations.hpp"
#include "bench/prompted_self_test.hpp"
#include "bench/zeros_in_passing.hpp"
#include "station/gates.hpp"

namespace buzzout {
namespace {

class Gates {
 public:
  Gates(CableTester& test, LotLog& log, Prompts& prompts, GateObserver& observer, Shift passed)
      : test_(test), log_(log), prompts_(prompts), observer_(observer), shift_(std::move(passed)) {}

  Shift pass() {
    // Gates stand on what they proved.
    if (!unproved().empty())
      std::erase_if(shift_.gates, [](const Gate& g) { return g.kind == GateKind::self_test || g.kind == GateKind::loop_back; });
    const OhmTask ohms = test_.ohms(test_.now());
    // Zeros come with the loop-back plugs.
    if (ohms.uncalibrated && ohms.method == OhmMethod::kelvin)
      std::erase_if(shift_.gates, [](const Gate& g) { return g.kind == GateKind::loop_back; });
    if (ohms.method == OhmMethod::none || ohms.uncalibrated)
      std::erase_if(shift_.gates, [](const Gate& g) { return g.kind == GateKind::calibration; });
    const bool needs_calibration = ohms.method != OhmMethod::none && is_missing(GateKind::calibration);
    if (missing_gates(shift_).empty() && !needs_calibration) return shift_;
    observer_.begins();
    // A loop-back without the empty fixture shows nothing, and the other way round it costs one key.
    if (is_missing(GateKind::self_test) || is_missing(GateKind::loop_back)) test_fixture();
    if (needs_calibration) require_calibration();
    if (is_missing(GateKind::golden)) test_reference(Purpose::golden);
    require_proofs();
    if (is_missing(GateKind::red_rabbit)) test_reference(Purpose::red_rabbit);
    return shift_;
  }

 private:
  bool is_missing(GateKind gate) const {
    return std::ranges::find(shift_.gates, gate, &Gate::kind) == shift_.gates.end();
  }

  void add(Gate gate) {
    std::erase_if(shift_.gates, [&](const Gate& g) { return g.kind == gate.kind; });
    shift_.gates.push_back(std::move(gate));
  }

  [[noreturn]] void fail(GateKind gate, const std::string& problem, const Advice& remedy) {
    throw Error("gate-failed", std::string(to_string(gate)) + ": " + problem, "", remedy.text, remedy.action);
  }

  Advice proving(const std::string& text) const {
    return {text, Action{ActionCode::prove_fixture, {{"fixture", test_.session().fixture().name}}}};
  }

  void test_fixture() {
    std::set<std::string> in_use;
    for (const auto& p : test_.job().map.placements()) in_use.insert(p.socket);
    FixtureEvidence proofs = test_.memory().load();
    JigClient& jig = test_.session().jig();
    ZerosInPassing zeros(test_.session(), Calibrations(test_.places()), test_.calibration_days());
    const auto told = [&](const SelfTestStep& s) {
      if (s.proved() && !zeros.take(s.socket, test_.now()) && zeros.problem()) why_no_zeros_ = zeros.problem();
      observer_.step(s);
    };
    PromptedSelfTest person(test_.session(), test_.memory(), prompts_, told, in_use);
    const SelfTestResult result =
        self_test_fixture(jig, test_.session().fixture(), person, proofs, test_.now());
    std::string problem = jig.self_test() == 0 ? "" : "the jig's own self-test found a fault";
    Advice remedy = proving("prove the fixture");
    if (const auto& p = result.steps.at(0).problem; problem.empty() && p) {
      problem = p->message;
      remedy = {p->remedy, p->action};
    }
    const Gate self_test = log_.keep_gate(GateKind::self_test, problem);
    if (!problem.empty()) fail(GateKind::self_test, problem, remedy);
    add(self_test);
    for (const auto& step : result.steps) {
      if (!in_use.contains(step.socket) || step.proved()) continue;
      if (test_.session().fixture().socket(step.socket)->wires.size() < 2) continue;  // shown by the golden cable
      problem = "socket " + step.socket + ": " + (step.problem ? step.problem->message : "it was skipped");
      if (step.problem) remedy = {step.problem->remedy, step.problem->action};
      break;
    }
    const Gate loop_back = log_.keep_gate(GateKind::loop_back, problem);
    if (!problem.empty()) fail(GateKind::loop_back, problem, remedy);
    add(loop_back);
  }

  void require_calibration() {
    const OhmTask ohms = test_.ohms(test_.now());
    const std::string problem = !ohms.uncalibrated ? "" : why_no_zeros_ ? why_no_zeros_->message : ohms.uncalibrated->message;
    const Gate gate = log_.keep_gate(GateKind::calibration, problem);
    observer_.calibration(problem.empty() ? "calibration in date" : problem, problem.empty());
    if (!problem.empty())
      fail(GateKind::calibration, problem,
           {why_no_zeros_ ? why_no_zeros_->remedy : "calibrate the jig on this fixture",
            Action{ActionCode::calibrate, {{"fixture", test_.session().fixture().name}}}});
    add(gate);
  }

  // What the profile wants apart must have been seen connected, or a short there could be missed.
  std::string unproved() const {
    const FixtureEvidence proofs = test_.memory().load();
    const std::int64_t now = test_.now();
    std::string out = proofs.empty_is_proved(now) ? "" : "the empty fixture";
    for (const auto& reach : test_.job().map.reaches())
      for (const Point p : Members(reach.points)) {
        const Contact socket = test_.job().map.socket_contact(reach.contact, p);
        if (!proofs.is_proved(socket, now)) out += (out.empty() ? "" : ", ") + socket.name();
      }
    return out;
  }

  void require_proofs() {
    if (const std::string missing = unproved(); !missing.empty())
      fail(GateKind::loop_back, "not proved on this fixture: " + missing, proving("prove it"));
  }

  void test_reference(Purpose purpose) {
    const bool golden = purpose == Purpose::golden;
    const GateKind gate = golden ? GateKind::golden : GateKind::red_rabbit;
    const std::string simulated = golden ? "good" : "open:" + test_.job().profile.nets.front().contacts.front().name();
    if (!test_.session().plug(simulated))
      prompts_.ask({golden ? Prompt::Kind::golden_cable : Prompt::Kind::red_rabbit,
                    golden ? "Plug in the golden cable, one that is known to be good."
                           : "Take it out. Plug in the red rabbit, one that is known to be bad.",
                    {{kDone, "done"}}});
    TestStory story;
    story.purpose = purpose;
    story.lot = log_.lot();
    TestRecord r = test_.measure(std::move(story));
    log_.keep(r);
    const auto lost = test_.remember(r);
    if (lost) observer_.trouble(*lost);
    test_.light(protocol::Lamp::off);
    const bool passed = passes_gate(r);
    observer_.tested(r, passed);
    if (lost) fail(gate, "what it proved could not be remembered", {"see above"});
    if (!passed) {
      const std::string why = r.verdict.problem               ? r.verdict.problem->message
                              : r.verdict.diagnoses.empty()   ? std::string(to_string(r.verdict.outcome))
                                                              : r.verdict.diagnoses.front().summary;
      fail(gate, golden ? "the golden cable did not pass: " + why : "the red rabbit was not caught: " + why,
           {golden ? "look at the cable and at the fixture: one of them is at fault"
                   : "is it the red rabbit? If so, this station must not judge cables"});
    }
    add({gate, r.id, r.started});
    if (!golden && !test_.session().plug("none")) observer_.over();
  }

  CableTester& test_;
  LotLog& log_;
  Prompts& prompts_;
  GateObserver& observer_;
  Shift shift_;
  std::optional<Problem> why_no_zeros_;
};

}  // namespace

Shift pass_gates(CableTester& test, LotLog& log, Prompts& prompts, GateObserver& observer, Shift passed) {
  return Gates(test, log, prompts, observer, std::move(passed)).pass();
}

}  // namespace buzzout
