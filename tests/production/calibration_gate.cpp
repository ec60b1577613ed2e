#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "bench/calibrations.hpp"
#include "catalog/calibration_yaml.hpp"
#include "production/lot_bench.hpp"

namespace buzzout {
namespace {

constexpr std::int64_t kDayOfSeconds = 24 * 3600;

// Passes the gates by doing what is asked for.
struct GatePasser {
  explicit GatePasser(LotBench& at) : bench(at), prompts([this](const Prompt& p) { act(p); }) {}

  void act(const Prompt& p) {
    asked.push_back(p.kind);
    switch (p.kind) {
      case Prompt::Kind::loop_back: bench.plug(loop_edit + p.socket->name); break;
      case Prompt::Kind::golden_cable: bench.plug("good"); break;
      case Prompt::Kind::red_rabbit: bench.plug("open:left.T"); break;
      default: bench.plug("none"); break;
    }
    if (!p.options.empty()) prompts.answer(p.id, kDone);
  }
  Shift pass() {
    GateObserver nobody;
    return pass_gates(*bench.tester, *bench.log, prompts, nobody, bench.log->shift());
  }
  std::size_t times(Prompt::Kind kind) const { return static_cast<std::size_t>(std::ranges::count(asked, kind)); }

  LotBench& bench;
  Prompts prompts;
  std::string loop_edit = "none,loop:";
  std::vector<Prompt::Kind> asked;
};

bool has_gate(const Shift& s, GateKind kind) { return std::ranges::find(s.gates, kind, &Gate::kind) != s.gates.end(); }

struct CalibratedLot {
  CalibratedLot() : passer(bench), kept(bench.places) { bench.tester->keep_records(true); }

  std::optional<Calibration> load() const { return kept.load("sim:", bench.tester->session().fixture()); }
  void save(const Calibration& c) const { kept.save(c, bench.tester->session().fixture()); }

  LotBench bench;
  GatePasser passer;
  Calibrations kept;
};

TEST_CASE("a jig that measures ohms takes its zeros with the loop-back plugs of the gates, and the gate is recorded") {
  CalibratedLot lot;
  CHECK_FALSE(lot.load());
  const Shift shift = lot.passer.pass();
  CHECK(has_gate(shift, GateKind::calibration));
  CHECK(lot.passer.times(Prompt::Kind::loop_back) == 3);  // amp-4.4, left, right: no more than without
  REQUIRE(lot.load());
  CHECK(lot.load()->zeros.size() == 9);
  CHECK_FALSE(lot.bench.tester->ohms(lot.bench.wall).uncalibrated);
  CHECK(has_gate(lot.bench.log->shift(), GateKind::calibration));
  lot.passer.asked.clear();
  CHECK(has_gate(lot.passer.pass(), GateKind::calibration));
  CHECK(lot.passer.asked.empty());
}

TEST_CASE("one that is in date is left as it is") {
  CalibratedLot lot;
  lot.passer.pass();
  const std::string before = to_yaml(*lot.load());
  lot.bench.wall += kDayOfSeconds;
  CHECK(has_gate(lot.passer.pass(), GateKind::calibration));
  CHECK(to_yaml(*lot.load()) == before);
}

TEST_CASE("one that goes out of date closes the gate, though the shift goes on: the plugs are asked for again") {
  CalibratedLot lot;
  lot.passer.pass();
  Calibration old = *lot.load();
  for (auto& z : old.zeros) z.made -= 40 * kDayOfSeconds;
  lot.save(old);
  REQUIRE(lot.bench.tester->ohms(lot.bench.wall).uncalibrated);
  lot.passer.asked.clear();
  CHECK(has_gate(lot.passer.pass(), GateKind::calibration));
  CHECK(lot.passer.times(Prompt::Kind::loop_back) == 3);
  CHECK(lot.passer.times(Prompt::Kind::golden_cable) == 0);
  CHECK_FALSE(lot.bench.tester->ohms(lot.bench.wall).uncalibrated);
}

TEST_CASE("a lot whose calibration goes out of date meanwhile passes no cable more") {
  CalibratedLot lot;
  lot.bench.shift = lot.passer.pass();
  lot.bench.plug("none");
  lot.bench.begin();
  lot.bench.test("K7-1", "good");
  CHECK(lot.bench.kept("K7-1", Outcome::pass) == 1);
  Calibration old = *lot.load();
  for (auto& z : old.zeros) z.made -= 40 * kDayOfSeconds;
  lot.save(old);
  CHECK_THROWS_WITH_AS(lot.bench.test("K7-2", "good"), doctest::Contains("the calibration is 40 days old"), Error);
  CHECK(lot.bench.kept("K7-2", Outcome::pass) == 0);
}

TEST_CASE("a calibration of another jig, or one that was changed by hand, stops the gates and the lot") {
  CalibratedLot lot;
  lot.passer.pass();
  const auto file = lot.kept.file_of("sim:", lot.bench.tester->session().fixture());
  SUBCASE("of another jig") {
    Calibration other = *lot.load();
    other.jig = "4711";
    std::ofstream(file) << to_yaml(other);
  }
  SUBCASE("changed") {
    std::string text = to_yaml(*lot.load());
    text.replace(text.find("ohm: 0.1"), 8, "ohm: 0.4");
    std::ofstream(file) << text;
  }
  CHECK_THROWS_AS(lot.passer.pass(), Error);
  CHECK_THROWS_AS(lot.bench.tester->measure(), Error);
}

TEST_CASE("what a jig is too uncertain to decide is said once, before the lot begins") {
  LotBench fine;
  CHECK(undecidable_limits(*fine.tester).empty());
  // A limit that is less than three times what a jig without a calibration is certain to.
  const std::string folder = (fine.folder / "data" / "profiles").string();
  std::filesystem::create_directories(folder);
  std::ifstream in(std::string(BUZZOUT_SOURCE_DIR) + "/profiles/pentaconn-4.4-to-dual-ts-3.5.yaml");
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto replace = [&](const std::string& from, const std::string& to) {
    REQUIRE(text.find(from) != std::string::npos);
    text.replace(text.find(from), from.size(), to);
  };
  replace("profile: pentaconn-4.4-to-dual-ts-3.5\naliases: [4.4-ts]\n", "profile: strict\n");
  replace("max_ohm: 2,", "max_ohm: 0.3,");
  std::ofstream(folder + "/strict.yaml") << text;
  TesterRequest request;
  request.profile = "strict";
  request.port = "sim:none";
  CableTester tester(fine.places, request, [&] { return fine.wall; });
  const auto told = undecidable_limits(tester);
  REQUIRE(told.size() == 1);
  CHECK(told[0].text.find("too coarse for the limit of 0.300 Ω") != std::string::npos);
  CHECK(told[0].text.find("L+, L-, R+ and R-") != std::string::npos);
  CHECK(told[0].action == Action{ActionCode::calibrate, {{"fixture", "headphone-bench"}}});
}

TEST_CASE("a margin over a golden cable and a match that a jig cannot decide are said before the lot begins") {
  LotBench fine;
  const std::string folder = (fine.folder / "data" / "profiles").string();
  std::filesystem::create_directories(folder);
  const auto told = [&](const std::string& more) {
    std::ifstream in(std::string(BUZZOUT_SOURCE_DIR) + "/profiles/pentaconn-4.4-to-dual-ts-3.5.yaml");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::string names = "profile: pentaconn-4.4-to-dual-ts-3.5\naliases: [4.4-ts]\n", limits = "limits:\n";
    REQUIRE(text.find(names) != std::string::npos);
    text.replace(text.find(names), names.size(), "profile: strict\n");
    REQUIRE(text.find(limits) != std::string::npos);
    text.replace(text.find(limits), limits.size(), more);
    std::ofstream(folder + "/strict.yaml") << text;
    TesterRequest request;
    request.profile = "strict";
    request.port = "sim:none";
    return undecidable_limits(CableTester(fine.places, request, [&] { return fine.wall; }));
  };
  const std::string golden = "limits:\n  golden: {basis: x, paths: [{between: [amp.T, left.T], ohm: 0.1}], margin_ohm: ";
  const auto close = told(golden + "0.05}\n");
  REQUIRE(close.size() == 1);
  CHECK(close[0].text.find("on L+, too coarse for a margin of 0.050 Ω over the golden cable") != std::string::npos);
  CHECK(close[0].text.ends_with("or set a wider margin"));
  CHECK(told(golden + "0.5}\n").empty());
  const std::string match = "limits:\n  match: {percent: 50, basis: x}\n";
  const auto unknown = told(match);
  REQUIRE(unknown.size() == 1);
  CHECK(unknown[0].text.find("L+, L-, R+ and R-, too coarse for a match to 50 % of wires with less than 0.6") != std::string::npos);
  CHECK(told("wires: {all: {awg: 36, length_m: 1}}\n" + match).empty());
  CHECK(told("wires: {all: {awg: 26, length_m: 1}}\n" + match).size() == 1);
}

TEST_CASE("a jig without ohms has no such gate") {
  LotBench bench;
  TesterRequest request;
  request.profile = "4.4-ts";
  request.port = "sim:none";
  request.fixture = "headphone-bench-uno";
  CableTester uno(bench.places, request, [&] { return bench.wall; });
  CHECK(uno.ohms(bench.wall).method == OhmMethod::none);
  CHECK_FALSE(uno.ohms(bench.wall).uncalibrated);
  CHECK(undecidable_limits(uno).empty());
}

}  // namespace
}  // namespace buzzout
