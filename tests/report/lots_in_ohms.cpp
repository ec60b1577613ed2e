#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <sstream>

#include "report/lot_report.hpp"
#include "report/outside.hpp"
#include "report/sample_lots.hpp"

using namespace buzzout;

namespace {

TestRecord measured(Purpose purpose, const std::string& serial, std::vector<Resistance> resistances, int minute = 0) {
  TestRecord r;
  r.purpose = purpose;
  r.serial = serial;
  r.lot = "K9";
  r.started = at_minute(minute);
  r.sockets = {{"amp", "amp-4.4"}, {"left", "left"}};
  r.verdict.outcome = Outcome::pass;
  r.verdict.decision = Decision::guard_band;
  for (auto& one : resistances) one.status = held_against(one.ohm, one.uncertainty, one.min, one.max);
  r.verdict.resistances = std::move(resistances);
  return r;
}

Resistance wire(double ohm, std::optional<double> max = 2, double uncertainty = 0.07) {
  return {"L+", {"amp", "T"}, {"left", "T"}, ohm, uncertainty, {}, max, "house default", {}};
}

LotResistances lot_of(int cables, double (*ohm)(std::mt19937&)) {
  std::mt19937 random(7);
  LotResistances out;
  for (int i = 0; i < cables; ++i) out.take(measured(Purpose::production, std::to_string(i), {wire(ohm(random))}));
  return out;
}

double normal(std::mt19937& random) { return std::normal_distribution<double>(0.2, 0.02)(random); }
double two_heaps(std::mt19937& random) { return random() % 2 == 0 ? 0.1 : 0.5; }

std::string why_not(const LotResistances& lot) {
  const auto& w = lot.wires().at(0);
  return capability(w.values, w.min, w.max).why_not;
}

}  // namespace

TEST_CASE("moments and steps are those of the values, however many they are") {
  std::mt19937 random(3);
  std::vector<double> values;
  Spread spread;
  for (int i = 0; i < 500; ++i) {
    values.push_back(std::normal_distribution<double>(1, 0.3)(random));
    spread.count(values.back());
  }
  double mean = 0, squares = 0;
  for (const double v : values) mean += v / 500;
  for (const double v : values) squares += (v - mean) * (v - mean);
  CHECK(spread.mean() == doctest::Approx(mean));
  CHECK(spread.s() == doctest::Approx(std::sqrt(squares / 499)));
  std::uint64_t counted = 0;
  for (const auto& [at, count] : spread.steps()) {
    std::uint64_t here = 0;
    for (const double v : values) here += v >= static_cast<double>(at) * spread.width() && v < static_cast<double>(at + 1) * spread.width();
    CHECK(here == count);
    counted += count;
  }
  CHECK(counted == 500);
  CHECK(spread.steps().size() <= 40);
  CHECK(spread.is_normal());
}

TEST_CASE("one value far off leaves the histogram of the others as it is") {
  Spread spread;
  for (int i = 0; i < 60; ++i) spread.count(0.1 + 0.001 * (i % 10), 4);
  const double width = spread.width();
  spread.count(12000, 4);
  CHECK(spread.width() == width);
  CHECK(spread.beyond() == 1);
  CHECK(spread.n() == 61);
}

TEST_CASE("Cpk is stated where it may be, and else why it is not") {
  const LotResistances good = lot_of(300, normal);
  const auto& w = good.wires().at(0);
  const Capability c = capability(w.values, w.min, w.max);
  REQUIRE(c.cpk);
  CHECK(*c.cpk == doctest::Approx((2 - w.values.mean()) / (3 * w.values.s())));
  CHECK_FALSE(c.cp);  // a wire has no lower limit
  CHECK(why_not(lot_of(49, normal)) == "fewer than 50 values");
  CHECK(why_not(lot_of(300, two_heaps)) == "not normally distributed");
  const Capability both = capability(w.values, 0.1, 0.5);
  CHECK(*both.cp == doctest::Approx(0.4 / (6 * w.values.s())));
  CHECK(*both.cpk <= *both.cp);
  CHECK(capability(w.values, {}, {}).why_not == "no limit");
}

TEST_CASE("each cable counts once in the spread, by its first test") {
  LotResistances lot;
  lot.take(measured(Purpose::production, "1", {wire(0.1)}));
  TestRecord again = measured(Purpose::production, "1", {wire(0.2)});
  again.attempt = 2;
  lot.take(again);
  lot.take(measured(Purpose::red_rabbit, "R", {wire(7)}));
  lot.take(measured(Purpose::production, "2", {wire(HUGE_VAL)}));
  REQUIRE(lot.wires().size() == 1);
  CHECK(lot.wires()[0].values.n() == 1);
  CHECK(lot.wires()[0].values.mean() == 0.1);
  CHECK(lot.wires()[0].no_path == 1);
}

TEST_CASE("marginal tests are counted apart: those that failed for nothing else, and those that passed") {
  LotResistances lot;
  TestRecord r = measured(Purpose::production, "1", {wire(1.97)});
  r.verdict.marginal = true;
  lot.take(r);
  r.verdict.marginal = false;
  r.verdict.outcome = Outcome::fail;
  Fault f;
  f.kind = FaultKind::high_resistance;
  f.net = "L+";
  f.contacts = {{"amp", "T"}, {"left", "T"}};
  r.verdict.faults = {f};
  lot.take(r);
  f.kind = FaultKind::open;
  r.verdict.faults.push_back(f);
  lot.take(r);
  CHECK(lot.marginal_passed == 1);
  CHECK(lot.marginal_failed == 1);
}

TEST_CASE("a golden cable that rises by more than its uncertainty names the worn contact of a socket") {
  const auto star = [](double amp, double left, double right) {
    const Contact a{"amp", "S"}, l{"left", "S"}, r{"right", "S"};
    return std::vector<Resistance>{{"L-=R-", a, l, amp + left, 0.07, {}, 2, "", {}},
                                   {"L-=R-", a, r, amp + right, 0.07, {}, 2, "", {}},
                                   {"L-=R-", l, r, left + right, 0.07, {}, 2, "", {}}};
  };
  LotResistances lot;
  for (int day = 0; day < 5; ++day) lot.take(measured(Purpose::golden, "G-1", star(0.05, 0.05 + 0.1 * day, 0.05), day));
  std::vector<std::string> rising;
  for (const auto& c : lot.contacts())
    if (c.rise()) rising.push_back(c.socket_contact);
  CHECK(rising == std::vector<std::string>{"left.S"});
  // Another golden cable is no continuation of the first one.
  lot.take(measured(Purpose::golden, "G-2", star(0.5, 0.5, 0.5), 9));
  CHECK(lot.contacts().size() == 6);
}

TEST_CASE("a lot of which some cables passed without ohms says of how many, and another does not") {
  for (const unsigned without : {0U, 2U, 5U}) {
    CAPTURE(without);
    LotSummary summary;
    LotCables cables("K9", false);
    for (unsigned i = 0; i < 5; ++i) {
      TestRecord r = measured(Purpose::production, std::to_string(i), {wire(0.5)}, static_cast<int>(i));
      r.verdict.coverage = i < without ? Coverage::continuity : Coverage::continuity_and_ohms;
      summary.take(r);
      const CableEvent event = event_of(r, "A");
      cables.take(r.serial, std::span(&event, 1));
    }
    CHECK(cables.counts().passed == 5);
    CHECK(cables.counts().with_ohms == 5 - without);
    std::ostringstream out;
    LotReport report(out, "K9", summary, cables, {});
    report.finish();
    CHECK((out.str().find("Passed for continuity only") != std::string::npos) == (without == 2));
  }
}

TEST_CASE("a lot's report shows its ohms: spread, capability, marginal tests and golden cables") {
  std::mt19937 random(5);
  LotSummary summary;
  LotCables cables("K9", false);
  for (int i = 0; i < 120; ++i) {
    TestRecord r = measured(Purpose::production, std::to_string(i),
                            {wire(normal(random)), {"L-", {"amp", "R1"}, {"left", "S"}, normal(random) + (i == 7 ? 12 : 0), 0.07, {}, 2, "house default", {}}}, i);
    summary.take(r);
    const CableEvent event = event_of(r, "A");
    cables.take(r.serial, std::span(&event, 1));
  }
  for (int i = 0; i < 6; ++i) summary.take(measured(Purpose::golden, "G-1", {wire(0.1 + 0.03 * i)}, i * 100));
  std::ostringstream out;
  LotReport report(out, "K9", summary, cables, {});
  report.finish();
  const auto file = put(fresh_folder("lot-ohms") / "page.html", out.str());
  const Answer answer = ask("PYTHONIOENCODING=utf-8 /usr/bin/python3 '" + beside("strict_html.py").string() + "' '" + file.string() + "'");
  REQUIRE_MESSAGE(answer.status == 0, answer.out);
  for (const std::string what : {"Resistances", "L+  amp.T – left.T", "not stated: not normally distributed", "1 far beyond the limit",
                                 "amp-4.4.T with G-1: 0.10 Ω", "A golden cable rises", "from 50 values on"}) {
    CAPTURE(what);
    CHECK(answer.out.find(what) != std::string::npos);
  }
}
