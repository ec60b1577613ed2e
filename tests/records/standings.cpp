#include <doctest/doctest.h>

#include "records/alphabet.hpp"
#include "records/standing_oracle.hpp"

namespace buzzout {
namespace {

using Kind = CableEvent::Kind;
using State = Standing::State;

void compare(const std::vector<CableEvent>& events, const std::vector<std::string>& names, bool simulated) {
  const Standing s = standing_of(events, simulated);
  const oracle::Oracle o(events, simulated);
  const State expected = o.failed() ? State::failed : o.passed() ? State::passed : o.to_retest() ? State::to_retest : State::untested;
  bool same = s.state == expected;
  for (std::size_t i = 0; i < events.size(); ++i) {
    same = same && o.fail_counts(i) == std::ranges::any_of(s.fails, [&](const auto& f) { return f.event == i; });
    same = same && o.pass_holds(i) == (std::ranges::count(s.passes, i) == 1);
  }
  same = same && (s.state == State::passed) == why_not_passed(s, events).empty();
  same = same && (s.state == State::passed) == what_lifts(s, events).empty();
  if (!same) FAIL_CHECK(in_words(names), ": ", to_string(s.state), ", and not ", to_string(expected));
}

CableEvent a_test_as(Kind kind, const char* content) {
  CableEvent e = an_event(kind);
  e.content = e.profile = content;
  return e;
}

// PASS and FAIL as two kinds of cable, intermittent too, of two coverages, with a contact that the fixture may not see,
// on simulated jigs; and what people note.
std::vector<Letter> what_matters() {
  CableEvent ohms_fail = a_test_as(Kind::failed, "A"), ohms_pass = a_test_as(Kind::passed, "A");
  ohms_fail.coverage = ohms_pass.coverage = Coverage::continuity_and_ohms;
  CableEvent sleeve_fail = a_test_as(Kind::failed, "A"), blind_pass = a_test_as(Kind::passed, "A");
  sleeve_fail.contacts = blind_pass.contacts = {{"amp", "S"}};
  CableEvent flaky = a_test_as(Kind::failed, "A"), redone = a_test_as(Kind::passed, "A");
  flaky.intermittent = true;
  flaky.loose = {"L+"};
  redone.redone = {"R+", "L+"};
  CableEvent redone_elsewhere = redone;
  redone_elsewhere.redone = {"R+"};
  CableEvent open_here = a_test_as(Kind::failed, "A"), unproved_here = a_test_as(Kind::passed, "A");
  open_here.broken = unproved_here.may_hide_breaks = true;
  CableEvent exchanged = open_here, untraced = a_test_as(Kind::passed, "A");
  exchanged.exchanged = true;
  untraced.may_hide_exchanges = true;
  untraced.bench = "another";
  CableEvent unproved_there = unproved_here;
  unproved_there.bench = "another";
  CableEvent marginal = ohms_pass, marginal_as_b = a_test_as(Kind::passed, "B"), ohms_unproved_there = ohms_pass;
  marginal.marginal = marginal_as_b.marginal = true;
  ohms_unproved_there.may_hide_breaks = true;
  ohms_unproved_there.bench = "another";
  CableEvent sim_fail = a_test_as(Kind::failed, "A"), sim_pass = a_test_as(Kind::passed, "A");
  sim_fail.simulated = sim_pass.simulated = true;
  return {a_test("PASS A", a_test_as(Kind::passed, "A")), a_test("PASS B", a_test_as(Kind::passed, "B")),
          a_test("FAIL A", a_test_as(Kind::failed, "A")), a_test("FAIL B", a_test_as(Kind::failed, "B")),
          a_test("FAIL A intermittent", flaky), a_test("PASS A redone", redone), a_test("PASS A marginal", marginal), a_test("FAIL A by ohms", ohms_fail),
          a_test("PASS A with ohms", ohms_pass), a_test("FAIL A at amp.S", sleeve_fail),
          a_test("PASS A blind at amp.S", blind_pass), a_test("FAIL A sim", sim_fail), a_test("PASS A sim", sim_pass),
          a_repair(), a_correction(),
          a_test("FAIL A open", open_here), a_test("PASS A unproved", unproved_here),
          a_test("PASS A unproved elsewhere", unproved_there), a_test("FAIL A exchanged", exchanged),
          a_test("PASS A untraced elsewhere", untraced), a_test("PASS A redone elsewhere", redone_elsewhere),
          a_test("PASS B marginal", marginal_as_b), a_test("PASS A with ohms unproved elsewhere", ohms_unproved_there)};
}

}  // namespace

TEST_CASE("what a cable stands at is what the rules say, whatever was written down of it before") {
  unsigned count = 0;
  each_sequence(the_whole_alphabet(), 3, [&](const auto& events, const auto& names) {
    ++count;
    compare(events, names, false);
  });
  CHECK(count == 56 + 56 * 56 + 56 * 56 * 56);
  // 23 letters: PASS and FAIL as A and B, marginal PASSES, FAIL as A intermittent, by ohms, at a contact that is not seen, open,
  // exchanged, and the PASS that answers each; simulated; repair; correction.
  auto letters = what_matters();
  count = 0;
  each_sequence(letters, 4, [&](const auto& events, const auto& names) {
    ++count;
    compare(events, names, false);
    compare(events, names, true);
  });
  CHECK(count == 23 + 23 * 23 + 23 * 23 * 23 + 23 * 23 * 23 * 23);
  // Without those of a fixture that may hide the fault.
  letters.resize(15);
  count = 0;
  each_sequence(letters, 5, [&](const auto& events, const auto& names) {
    ++count;
    compare(events, names, false);
  });
  CHECK(count == 15 + 15 * 15 + 15 * 15 * 15 + 15 * 15 * 15 * 15 + 15 * 15 * 15 * 15 * 15);
}

TEST_CASE("a simulated test stands only for a cable that was never tested for real") {
  CableEvent simulated = a_test_as(Kind::passed, "A");
  simulated.simulated = true;
  CHECK(standing_of(std::vector{simulated}).state == State::passed);
  CHECK(standing_of(std::vector{a_test_as(Kind::failed, "A"), simulated}).state == State::failed);
  CHECK(standing_of(std::vector{simulated, a_test_as(Kind::unjudged, "A")}).state == State::untested);
}

TEST_CASE("a label counts from before it is printed, until it is known that none went out") {
  CableEvent label = an_event(Kind::labelled), never = an_event(Kind::unlabelled);
  label.record = never.of = "label";
  CHECK(standing_of(std::vector{label}).label == 0);
  CHECK_FALSE(standing_of(std::vector{label, never}).label);
  CableEvent other = never;
  other.of = "another";
  CHECK(standing_of(std::vector{label, other}).label == 0);
  CableEvent second = label;
  second.record = other.of;
  CHECK(standing_of(std::vector{label, second, other}).label == 0);
}

TEST_CASE("a FAIL by ohms is lifted by a test with ohms only, however much of the rest the failing test could decide") {
  TestRecord fail, pass;
  fail.verdict.outcome = Outcome::fail;
  Fault f;
  f.kind = FaultKind::high_resistance;
  f.contacts = {{"amp", "T"}, {"left", "T"}};
  f.ohm = 20;
  fail.verdict.faults = {f};
  pass.verdict.outcome = Outcome::pass;
  for (const Coverage failing : {Coverage::continuity, Coverage::continuity_and_ohms}) {
    fail.verdict.coverage = failing;
    pass.verdict.coverage = Coverage::continuity;
    CHECK(standing_of(std::vector{event_of(fail, "A"), event_of(pass, "A")}).state == Standing::State::failed);
    pass.verdict.coverage = Coverage::continuity_and_ohms;
    CHECK(standing_of(std::vector{event_of(fail, "A"), event_of(pass, "A")}).state == Standing::State::passed);
  }
  // On another bench that may have a bridge beside the joint.
  pass.fixture.sha256 = "another";
  CHECK(standing_of(std::vector{event_of(fail, "A"), event_of(pass, "A")}).state == Standing::State::passed);
  pass.verdict.not_tested = {{NotTestedCode::fixture_never_empty, "", {}}};
  CHECK(standing_of(std::vector{event_of(fail, "A"), event_of(pass, "A")}).state == Standing::State::failed);
}

TEST_CASE("a FAIL whose ohms were not told beside something worse takes a test with ohms too") {
  TestRecord fail, pass;
  fail.verdict.outcome = Outcome::fail;
  fail.verdict.faults.resize(1);  // open
  for (const auto status : {ResistanceStatus::too_high, ResistanceStatus::too_low, ResistanceStatus::marginal, ResistanceStatus::ok}) {
    fail.verdict.resistances = {{"L-=R-", {"amp", "S"}, {"left", "S"}, 50, 0.1, {}, 2.0, "", status}};
    pass.verdict.outcome = Outcome::pass;
    const bool is_beyond = status == ResistanceStatus::too_high || status == ResistanceStatus::too_low;
    CHECK((standing_of(std::vector{event_of(fail, "A"), event_of(pass, "A")}).state == Standing::State::failed) == is_beyond);
  }
}

TEST_CASE("a marginal PASS is no PASS that lifts, and none that a digital jig makes good") {
  TestRecord marginal, pass;
  marginal.verdict.outcome = pass.verdict.outcome = Outcome::pass;
  marginal.verdict.marginal = true;
  marginal.verdict.decision = Decision::guard_band;
  marginal.verdict.coverage = Coverage::continuity_and_ohms;
  CHECK(event_of(marginal, "A").marginal);
  CHECK(standing_of(std::vector{event_of(marginal, "A")}).state == State::to_retest);
  CHECK(standing_of(std::vector{event_of(marginal, "A"), event_of(pass, "A")}).state == State::to_retest);
  pass.verdict.coverage = Coverage::continuity_and_ohms;
  CHECK(standing_of(std::vector{event_of(marginal, "A"), event_of(pass, "A")}).state == State::passed);
  CHECK(standing_of(std::vector{event_of(pass, "A"), event_of(marginal, "A")}).state == State::to_retest);
  marginal.verdict.decision = Decision::simple;
  CHECK_FALSE(event_of(marginal, "A").marginal);
}

TEST_CASE("an ERROR that says that the cable must not be plugged in is held against it") {
  TestRecord r;
  r.verdict.outcome = Outcome::error;
  CHECK(event_of(r, "A").kind == Kind::unjudged);
  r.verdict.balanced_safe.answer = BalancedSafe::Answer::no;
  CHECK(event_of(r, "A").kind == Kind::failed);
  r.verdict.balanced_safe.answer = BalancedSafe::Answer::not_applicable;
  r.verdict.diagnoses.push_back({DiagnosisCode::open, "", "", ""});
  CHECK(event_of(r, "A").kind == Kind::unjudged);
  r.verdict.diagnoses[0].dangerous = true;
  CHECK(event_of(r, "A").kind == Kind::failed);
  r.verdict.diagnoses.clear();
  r.verdict.problem = Problem{"unsafe", "", "", ""};
  CHECK(event_of(r, "A").kind == Kind::failed);
}

TEST_CASE("the bench that showed a break need not be proved for a week, and no other one is it by its name") {
  TestRecord fail, pass;
  fail.verdict.outcome = Outcome::fail;
  fail.verdict.faults.resize(1);  // open
  fail.started = "2026-11-20T10:00:00+01:00";
  pass.verdict.outcome = Outcome::pass;
  pass.verdict.not_tested = {{NotTestedCode::fixture_never_empty, "", {}}};
  pass.started = "2026-11-27T09:00:00Z";
  fail.fixture.name = pass.fixture.name = "bench";
  fail.fixture.sha256 = pass.fixture.sha256 = "one";
  const auto state = [&] { return standing_of(std::vector{event_of(fail, "A"), event_of(pass, "A")}).state; };
  CHECK(state() == State::passed);
  pass.started = "2026-11-27T09:00:01Z";
  CHECK(state() == State::failed);
  pass.started = "2026-11-20T09:00:00Z";
  CHECK(state() == State::passed);
  pass.started = "2026-11-20T08:59:59Z";  // the clock was set back
  CHECK(state() == State::failed);
  pass.started = fail.started;
  pass.fixture.sha256 = "another";
  CHECK(state() == State::failed);
  pass.verdict.not_tested.clear();
  CHECK(state() == State::passed);
}

TEST_CASE("a test that came to no end is held against the cable if a wire of it had let go, and not if a plug was pulled") {
  TestRecord r;
  r.verdict.outcome = Outcome::aborted;
  CHECK(event_of(r, "A").kind == Kind::unjudged);
  r.watched = Watched{1000, {Upset{Upset::Kind::lost, "all wires", {}, 1, 0, false}}};
  CHECK(event_of(r, "A").kind == Kind::unjudged);
  r.watched->upsets.push_back(Upset{Upset::Kind::lost, "L+", {{"amp", "T"}}, 3, 0, true});
  CHECK(event_of(r, "A").kind == Kind::unjudged);  // redone
  r.watched->upsets.push_back(Upset{Upset::Kind::lost, "R+", {{"amp", "R2"}}, 1, 0, false});
  const CableEvent e = event_of(r, "A");
  CHECK(e.kind == Kind::failed);
  CHECK(e.intermittent);
  CHECK(e.loose == std::vector<std::string>{"R+"});
  CHECK(e.contacts == std::vector<Contact>{{"amp", "R2"}});
}

}  // namespace buzzout
