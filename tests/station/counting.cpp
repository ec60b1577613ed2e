#include <doctest/doctest.h>

#include "core/error.hpp"
#include "station/gates.hpp"
#include "station/lot.hpp"
#include "station/serial_number.hpp"
#include "station/tally.hpp"

namespace buzzout {
namespace {

TestRecord tested(const std::string& serial, Outcome outcome, const std::string& net = "L+") {
  TestRecord r;
  r.purpose = Purpose::production;
  r.serial = serial;
  r.verdict.outcome = outcome;
  if (outcome == Outcome::fail) r.verdict.faults.push_back({FaultKind::open, net, {{"amp", "T"}, {"left", "T"}}});
  return r;
}

// As they come, each with all that is known of its cable by then.
Tally tally_of(const std::vector<TestRecord>& records, const std::vector<std::string>& repaired = {}) {
  Tally t;
  std::map<std::string, std::vector<CableEvent>> known;
  for (const auto& r : records) {
    known[r.serial].push_back(event_of(r, "4.4-ts"));
    count(t, r, known[r.serial]);
  }
  for (const auto& serial : repaired) {
    CableEvent e;
    e.kind = CableEvent::Kind::repaired;
    known[serial].push_back(e);
    t.cables[serial] = lot_cable(known[serial], "", false);
  }
  return t;
}

TEST_CASE("a lot counts cables, not tests: the newest judgement of each") {
  const Tally t = tally_of({tested("1", Outcome::pass), tested("2", Outcome::fail), tested("2", Outcome::pass),
                            tested("3", Outcome::aborted), tested("3", Outcome::pass), tested("4", Outcome::fail),
                            tested("5", Outcome::error)});
  CHECK(t.cables.size() == 5);
  CHECK(t.passed() == 3);
  CHECK(t.failed() == 1);
  CHECK(t.first_passed() == 2);  // an abortion is no judgement
  CHECK(t.not_judged() == 1);
}

TEST_CASE("an error or an early removal takes no judgement back") {
  CHECK(tally_of({tested("1", Outcome::fail), tested("1", Outcome::aborted)}).failed() == 1);
  CHECK(tally_of({tested("1", Outcome::pass), tested("1", Outcome::error)}).passed() == 1);
  CHECK(tally_of({tested("1", Outcome::pass), tested("1", Outcome::fail)}).passed() == 0);
}

TEST_CASE("golden cables and red rabbits are not of the lot") {
  TestRecord rabbit = tested("", Outcome::fail);
  rabbit.purpose = Purpose::red_rabbit;
  const Tally t = tally_of({rabbit});
  CHECK(t.cables.empty());
  CHECK(t.streak_serials.empty());
}

TEST_CASE("identical failures of different cables are a streak; a PASS or another fault ends it") {
  CHECK(tally_of({tested("1", Outcome::fail), tested("2", Outcome::fail), tested("3", Outcome::fail)}).streak_serials.size() == 3);
  CHECK(tally_of({tested("1", Outcome::fail), tested("1", Outcome::fail)}).streak_serials.size() == 1);
  CHECK(tally_of({tested("1", Outcome::fail), tested("2", Outcome::error), tested("3", Outcome::fail)}).streak_serials.size() == 2);
  CHECK(tally_of({tested("1", Outcome::fail), tested("2", Outcome::fail, "R+")}).streak_serials.size() == 1);
  CHECK(tally_of({tested("1", Outcome::fail), tested("2", Outcome::pass), tested("3", Outcome::fail)}).streak_serials.size() == 1);
}

TEST_CASE("a serial number is let in, again, or refused, by rule") {
  const Tally t = tally_of({tested("good", Outcome::pass), tested("bad", Outcome::fail), tested("bad", Outcome::fail)});
  CHECK(admit("new", t, {}, {}).refusal.empty());
  CHECK(admit("new", t, {}, {}).attempt == 1);
  CHECK(admit("bad", t, {}, {}).attempt == 3);
  CHECK(admit("bad", t, {}, {}).refusal.empty());
  CHECK_FALSE(admit("bad", t, {}, {false, 2}).refusal.empty());
  CHECK_FALSE(admit("good", t, {}, {}).refusal.empty());
  CHECK(admit("good", t, {}, {true, 0}).attempt == 2);
  CHECK_FALSE(admit("old", t, Elsewhere{"K6", Outcome::pass}, {}).refusal.empty());
  CHECK(admit("old", t, Elsewhere{"", Outcome::fail}, {}).refusal.empty());
  for (const char* hostile : {"", "two words", "line\nbreak", "\x1b[2J", "\u202e12", "K7-\U0001F600"})
    CHECK_FALSE(admit(hostile, t, {}, {}).refusal.empty());
  CHECK_FALSE(admit(std::string(10000, '7'), t, {}, {}).refusal.empty());
}

TEST_CASE("a pattern makes serial numbers and knows its own") {
  const SerialPattern p("K7-{0098}b");
  CHECK(p.at(p.first()) == "K7-0098b");
  CHECK(p.at(100) == "K7-0100b");
  CHECK(p.at(123456) == "K7-123456b");
  CHECK(p.number_of("K7-0100b") == 100);
  CHECK(p.number_of("K7-123456b") == 123456);
  for (const char* foreign : {"K7-100b", "K7-0100", "K8-0100b", "K7-00100b", "K7-01x0b", "K7-b", ""})
    CHECK_FALSE(p.number_of(foreign));
  for (const char* bad : {"K7", "K7-{}", "K7-{a}", "{1}{2}", "}1{", "a b{1}", "{1234567890123}"})
    CHECK_THROWS_AS(SerialPattern{bad}, Error);
}

TEST_CASE("a golden cable must pass, a red rabbit must be caught by its wires") {
  TestRecord r = tested("", Outcome::pass);
  CHECK_FALSE(passes_gate(r));  // a cable of the lot shows nothing about the station
  r.purpose = Purpose::golden;
  CHECK(passes_gate(r));
  r.purpose = Purpose::red_rabbit;
  CHECK_FALSE(passes_gate(r));
  r.verdict.outcome = Outcome::error;
  CHECK_FALSE(passes_gate(r));
  r.verdict.outcome = Outcome::fail;
  CHECK_FALSE(passes_gate(r));  // without a fault
  r.verdict.faults.push_back({FaultKind::open, "L+", {}});
  CHECK(passes_gate(r));
  for (const auto accident : {DiagnosisCode::end_not_connected, DiagnosisCode::half_in, DiagnosisCode::other_socket}) {
    r.verdict.diagnoses = {{accident, "", "", ""}};
    CHECK_FALSE(passes_gate(r));  // a good cable that is not all in, or not alone
  }
  r.verdict.diagnoses.clear();
  r.verdict.faults.front().kind = FaultKind::intermittent;
  CHECK_FALSE(passes_gate(r));  // a good cable that moved
}

TEST_CASE("a gate lasts for twelve hours, wherever its clock stood; one of the future shows nothing") {
  const std::int64_t noon = 1'773'489'600;  // 2026-03-14T12:00:00Z
  CHECK(is_of_shift("2026-03-14T12:00:00Z", noon));
  CHECK(is_of_shift("2026-03-14T01:00:01+01:00", noon));
  CHECK_FALSE(is_of_shift("2026-03-14T01:00:00+01:00", noon));
  CHECK_FALSE(is_of_shift("2026-03-14T12:00:01Z", noon));
  CHECK_FALSE(is_of_shift("2027-03-14T12:00:00Z", noon));
  CHECK(is_of_shift("2026-03-15T02:00:00+14:00", noon));
  CHECK_FALSE(is_of_shift("yesterday", noon));
  Shift shift{false, {}};
  for (const auto& gate : gate_kinds())
    shift.gates.push_back({gate.value, "id", "2026-03-14T11:00:00Z"});
  CHECK(is_open(shift, noon));
  shift.gates[2].passed = "2026-03-13T11:00:00Z";
  CHECK_FALSE(is_open(shift, noon));
  shift.gates.pop_back();
  CHECK_FALSE(is_open(shift, noon));
}

TEST_CASE("a cable that passed and was repaired is to be tested again, for whoever counts; one that failed has failed") {
  const Tally t = tally_of({tested("1", Outcome::pass), tested("2", Outcome::pass), tested("3", Outcome::fail)}, {"1", "3"});
  CHECK(t.passed() == 1);
  CHECK(t.failed() == 1);
  CHECK(t.to_retest() == 1);
  CHECK_FALSE(is_good(t, 0));
  CHECK(admit("1", t, {}, {}).refusal.empty());
  CHECK_FALSE(admit("2", t, {}, {}).refusal.empty());
}

TEST_CASE("a lot is good when all of its cables passed, and as many as were wanted") {
  CHECK_FALSE(is_good({}, 0));
  CHECK(is_good(tally_of({tested("1", Outcome::pass)}), 1));
  CHECK_FALSE(is_good(tally_of({tested("1", Outcome::pass)}), 2));
  for (const Outcome other : {Outcome::fail, Outcome::error, Outcome::aborted, Outcome::no_cable})
    CHECK_FALSE(is_good(tally_of({tested("1", Outcome::pass), tested("2", other)}), 0));
}

TEST_CASE("all four gates are missing from a shift that has just begun") {
  CHECK(missing_gates({}).size() == 4);
  CHECK(missing_gates({false, {{GateKind::golden, "id", ""}, {GateKind::self_test, "id", ""}}}) ==
        std::vector{GateKind::loop_back, GateKind::red_rabbit});
}

}  // namespace
}  // namespace buzzout
