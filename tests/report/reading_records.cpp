#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include "core/error.hpp"
#include "properties/random_cable.hpp"
#include "report/record_json.hpp"
#include "report/record_reader.hpp"
#include "report/sample.hpp"

using namespace buzzout;
using namespace buzzout::properties;
using Json = nlohmann::ordered_json;

namespace {

void check_round_trip(const TestRecord& r) {
  const Json written = to_json(r);
  CHECK(to_json(test_record_of(written)).dump() == written.dump());
  CHECK(to_json(test_record_of(document_of(written.dump()))).dump() == written.dump());
}

// The error that reading a spoilt record ends in.
Error error_of(const Json& spoilt) {
  try {
    test_record_of(spoilt);
  } catch (const Error& e) {
    return e;
  }
  FAIL("this was read: ", spoilt.dump());
  throw std::logic_error("read");
}

Json good() { return to_json(kept(record_of("4.4-ts", "open:amp.R1,short:left.T:left.S"), 3)); }

// A record that has every key there is.
TestRecord everything() {
  TestRecord r = kept(record_of("4.4-ts", "open:amp.R1"), 2);
  r.verdict.capacitive.push_back({{"L+", "R+"}, {{"amp", "T"}, {"amp", "R2"}}});
  r.verdict.faults.push_back({FaultKind::one_way, "L+ + L-", {{"amp", "T"}, {"amp-4.4", "R1"}}, 1, true, true});
  r.verdict.diagnoses.front().dangerous = r.verdict.diagnoses.front().rewired = true;
  r.verdict.diagnoses.front().alternatives = {"another", "one more"};
  r.before = Before{r.started, r.verdict.faults, r.verdict.diagnoses, r.verdict.nets, r.verdict.matrix};
  Upset upset;
  upset.net = "L-";
  upset.contacts = {{"amp", "R1"}, {"left", "S"}};
  upset.times = 3;
  upset.redone = true;
  r.watched = Watched{12345, {upset}};
  r.verdict.coverage = Coverage::continuity_and_ohms;
  r.verdict.decision = Decision::guard_band;
  r.verdict.resistances = {{"L+", {"amp", "T"}, {"left", "T"}, 0.1009, 0.0731, {}, 2, "house default", ResistanceStatus::ok},
                           {"L-", {"amp", "R1"}, {"left", "S"}, 0.3, 0.0731, {}, 0.46, "a golden cable", ResistanceStatus::ok, 0.31},
                           {"R+", {"amp", "R2"}, {"right", "T"}, HUGE_VAL, HUGE_VAL, 0.5, 2, "learned", ResistanceStatus::too_high}};
  r.verdict.matches = {{r.verdict.resistances[1], r.verdict.resistances[0], 20, "as made", ResistanceStatus::too_high}};
  r.verdict.faults.back().ohm = HUGE_VAL;
  r.verdict.faults.back().uncertainty = 0.5;
  r.verdict.faults.back().limit = 2;
  return r;
}

}  // namespace

TEST_CASE("a record that was written down is read as it was") {
  for (const auto& name : shipped_profiles())
    for (const std::string cable : {"good", "none"}) check_round_trip(record_of(name, cable));
  for (const std::string cable :
       {"open:amp.R1", "short:amp.R1:amp.R3", "swap:left.T:left.S", "open:amp.R1,diode:amp.R1:left.S",
        "cap:amp.T:amp.R1:10n,open:amp.R2", "flaky:amp.R1", "unplug:left", "good,also:trs-patch", "good,dead:7",
        "good,powered:3:5"}) {
    CAPTURE(cable);
    check_round_trip(record_of("4.4-ts", cable));
  }
  check_round_trip(everything());
}

TEST_CASE("no record says that wires match, or that a limit holds, where its ohms say otherwise") {
  const Json whole = to_json(everything());
  const auto spoilt = [&](const char* pointer, const Json& value) {
    Json out = whole;
    out[Json::json_pointer(pointer)] = value;
    return error_of(out).where;
  };
  CHECK(spoilt("/matches/0/status", "ok") == "/matches/0/status");
  CHECK(spoilt("/matches/0/max_percent", 500) == "/matches/0/status");
  CHECK(spoilt("/matches/0/less", "R-") == "/matches/0/less");
  CHECK(spoilt("/resistances/1/golden", 0.45) == "/resistances/1/status");
  Json passed = whole;
  passed["outcome"] = "PASS";
  passed["faults"] = Json::array();
  passed.erase("error");
  passed["resistances"].erase(2);
  CHECK(error_of(passed).message.find("wires that do not match") != std::string::npos);
}

TEST_CASE("codes that are known are known when they are read, and those of a newer version are kept") {
  const auto known = test_record_of(to_json(everything())).verdict;
  CHECK(known.diagnoses.front().code.known().has_value());
  for (const auto& n : known.not_tested) CHECK_MESSAGE(n.code.known().has_value(), to_string(n.code));
  TestRecord r = everything();
  r.verdict.diagnoses.front().code = {"of-another-year", diagnosis_codes()};
  r.verdict.not_tested = {{{"not-thought-of-yet", not_tested_codes()}, "something", {}}};
  r.shift = Shift{false, {{{"weighing", gate_kinds()}, "id", r.started}}};
  const TestRecord back = test_record_of(to_json(r));
  CHECK_FALSE(back.verdict.diagnoses.front().code.known());
  CHECK_FALSE(back.verdict.not_tested.front().code.known());
  CHECK_FALSE(back.shift->gates.front().kind.known());
  CHECK(to_string(back.verdict.diagnoses.front().code) == "of-another-year");
  CHECK(to_json(back) == to_json(r));
}

TEST_CASE("a random cable's record is read as it was written") {
  BenchJig jig("4.4-ts", "headphone-bench-uno");
  const std::vector<std::string> texts = hostile_texts();
  CHECK(rc::check([&] {
    const RandomCable made = make(jig.profile, *random_edits());
    TestRecord r = record_of(jig, made.edits, *rc::gen::elementOf(texts));
    r.lot = *rc::gen::elementOf(texts);
    r.operator_name = *rc::gen::elementOf(texts);
    r.attempt = *rc::gen::inRange(1, 1000);
    const Json written = to_json(r);
    RC_ASSERT(to_json(test_record_of(written)).dump() == written.dump());
  }));
}

TEST_CASE("a record without one of its keys is refused by the key's name") {
  const Json whole = good();
  for (const auto& [key, value] : whole.items()) {
    if (key == "purpose" || key == "shift" || key == "chain") continue;  // not every record has them
    Json less = whole;
    less.erase(key);
    const Error e = error_of(less);
    CHECK(e.code == "record-unreadable");
    CHECK(e.where == "/" + key);
  }
}

TEST_CASE("whatever stands where something else belongs is refused with its place") {
  const std::vector<Json> values{nullptr,        true, -1, 1.5, 1e300, 18446744073709551615ULL, "", "nonsense",
                                 Json::array(),  Json::object(), Json::array({Json::array({"a"})}),
                                 Json{{"a", 1}}, Json::array({1})};
  const Json written = to_json(everything()), whole = written.flatten();
  unsigned refused = 0;
  for (const auto& [pointer, value] : whole.items())
    for (const Json& wrong : values) {
      Json spoilt = written;
      spoilt[Json::json_pointer(pointer)] = wrong;
      try {
        const TestRecord r = test_record_of(spoilt);
        CHECK(test_record_of(to_json(r)).id == r.id);  // what is read makes sense
      } catch (const Error& e) {
        CAPTURE(pointer);
        CAPTURE(e.where);
        CAPTURE(wrong.dump());
        CHECK(e.code == "record-unreadable");
        CHECK((pointer.starts_with(e.where) || e.where.starts_with(pointer) || e.where == "/outcome" || e.where == "/coverage" ||
               (pointer.starts_with("/resistances/") && (e.where == pointer.substr(0, 14) + "/status" || e.where.starts_with("/matches/0/"))) ||
               (pointer.starts_with("/matches/") && e.where == "/matches/0/status")));
        ++refused;
      }
    }
  CHECK(refused > whole.size() * 9);
}

TEST_CASE("records are refused that say what no record can") {
  struct {
    const char *pointer, *value, *where;
  } const cases[] = {
      {"/format", R"("buzzout.test/2")", "/format"},
      {"/format", R"("buzzout.repair/1")", "/format"},
      {"/outcome", R"("pass")", "/outcome"},
      {"/outcome", R"("PASS")", "/outcome"},
      {"/outcome", R"("ERROR")", "/outcome"},
      {"/coverage", R"("continuity+ohms")", "/coverage"},
      {"/coverage", R"("continuity+taste")", "/coverage"},
      {"/marginal", "true", "/marginal"},
      {"/resistances", "[1]", "/resistances/0"},
      {"/faults/0/kind", R"("odd")", "/faults/0/kind"},
      {"/faults/0/contacts/0", R"("amp")", "/faults/0/contacts/0"},
      {"/faults/0/from", "9", "/faults/0/from"},
      {"/matrix/0", R"("FFFFFF")", "/matrix/0"},
      {"/matrix/0", R"("00g1")", "/matrix/0"},
      {"/matrix/0", R"("00aF")", "/matrix/0"},
      {"/started", R"("yesterday")", "/started"},
      {"/started", R"("2026-02-30T00:00:00+01:00")", "/started"},
      {"/attempt", "0", "/attempt"},
      {"/chain/number", "0", "/chain/number"},
      {"/jig/number", "4294967296", "/jig/number"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.pointer);
    CAPTURE(c.value);
    Json spoilt = good();
    spoilt[Json::json_pointer(c.pointer)] = Json::parse(c.value);
    const Error e = error_of(spoilt);
    CHECK(e.code == "record-unreadable");
    CHECK(e.where == c.where);
  }
}

TEST_CASE("what is not a record at all is refused") {
  for (const std::string line : {"", "{", "null", "[]", "\"text\"", "{}", "\xff\xfe", "{\"format\":1}"}) {
    CAPTURE(line);
    CHECK_THROWS_AS(test_record_of(document_of(line)), Error);
  }
  CHECK_THROWS_AS(document_of(std::string(200000, '[')), Error);
}

TEST_CASE("a key that a later Buzzout added is no obstacle") {
  Json more = good();
  more["colour"] = "red";
  CHECK(test_record_of(more).serial == "00417");
}

TEST_CASE("what is read back before it is kept is what can be read later, and nothing else") {
  const Json test = good();
  CHECK_NOTHROW(read_back(test));
  CHECK_NOTHROW(read_back(to_json(everything())));
  const auto refused = [](Json document) {
    try {
      read_back(document);
    } catch (const Error& e) {
      CHECK(e.code == "record-unreadable");
      return true;
    }
    return false;
  };
  for (const char* time : {"2026-11-26T09:26:53+24:30", "2026-11-26T09:26:53-25:00", "12026-11-26T09:26:53+01:00", "-001-11-26T09:26:53+01:00",
                           "2026-02-30T09:26:53+01:00", "2026-11-26 09:26:53", "", "2026-11-26T24:00:00+01:00", "2026-11-26T09:26:53+01:60"})
    for (const char* format : {"buzzout.test/1", "buzzout.gate/1", "buzzout.stop/1", "buzzout.repair/1", "buzzout.lot/1", "buzzout.new/1"}) {
      Json document = test;
      document["format"] = format;
      document["started"] = time;
      CHECK_MESSAGE(refused(document), format << " " << time);
    }
  for (const auto& entry : test.items()) {
    const std::string key = entry.key();
    Json less = test;
    less.erase(key);
    if (key != "shift" && key != "purpose" && key != "chain") CHECK_MESSAGE(refused(less), "without " << key);
    Json spoilt = test;
    spoilt[key] = nullptr;
    CHECK_MESSAGE(refused(spoilt), key << " is null");
  }
  // A key that no reader knows would be lost.
  Json more = test;
  more["colour"] = "red";
  CHECK(refused(more));
}

TEST_CASE("why a test came to no end is no answer about amplifiers, and older records keep theirs") {
  TestRecord r = kept(record_of("4.4-ts", "good"), 2);
  r.verdict = {};
  r.verdict.outcome = Outcome::aborted;
  r.unfinished = "the cable was taken out before it was judged";
  const Json written = to_json(r);
  CHECK(written.at("unfinished") == r.unfinished);
  CHECK(written.at("balanced_safe").at("why") == "");
  check_round_trip(r);
  Json old = written;
  old.erase("unfinished");
  old["balanced_safe"]["why"] = r.unfinished;
  CHECK(to_json(test_record_of(old)).dump() == old.dump());
  Json elsewhere = good();
  elsewhere["unfinished"] = "why";
  CHECK(error_of(elsewhere).code == "record-unreadable");
}
