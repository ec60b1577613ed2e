#include "bench/prompted_calibration.hpp"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bench/bench_jig.hpp"
#include "bench/calibrations.hpp"
#include "bench/scripted_person.hpp"
#include "bench/zeros_in_passing.hpp"
#include "catalog/calibration_yaml.hpp"
#include "ohms/uncertainty.hpp"
#include "simulation/converter.hpp"
#include "simulation/jig_build.hpp"

namespace buzzout {
namespace {

constexpr std::int64_t kDaySeconds = 24 * 3600;

struct CalibrationFolder {
  CalibrationFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "buzzout-calibration-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    places.data = name;
  }
  ~CalibrationFolder() { std::filesystem::remove_all(places.data); }

  Places places;
};

// A simulated mega, a person before it, and what is kept.
struct CalibrationBench {
  explicit CalibrationBench(const std::string& port = "sim:none", const std::string& fixture = "headphone-bench")
      : session(shipped(), Config{}, {port, fixture, nullptr, {}}) {}

  CalibrationResult run(const CalibrationRequest& wanted) {
    PromptedCalibration calibration(session, person.prompts, [&](const CalibrationStep& s) { told.push_back(s); },
                                    [&](const Calibration& c) { kept = c; });
    return calibration.run(wanted, kept, kNow);
  }
  void plug(const std::string& cable) { session.workbench()->plug(parse_cable_edits(cable)); }

  JigSession session;
  ScriptedPerson person;
  std::vector<CalibrationStep> told;
  std::optional<Calibration> kept;
};

Calibration::Span resistor(double ohm = 100) {
  Calibration::Span out;
  out.ohm = ohm;
  out.tolerance_percent = 0.1;
  out.identity = "Vishay RC55, no. 12";
  return out;
}

TEST_CASE("A simulated jig that plugs by itself is calibrated, the scale too, and nobody is asked") {
  CalibrationBench bench;
  CalibrationRequest wanted;
  wanted.resistor = resistor();
  const CalibrationResult result = bench.run(wanted);
  CHECK(result.whole());
  CHECK(bench.person.seen.empty());
  CHECK(bench.told.size() == bench.session.fixture().sockets.size() + 1);
  std::size_t contacts = 0;
  for (const auto& s : bench.session.fixture().sockets) contacts += s.wires.size();
  CHECK(bench.kept->zeros.size() == contacts);
  for (const auto& z : bench.kept->zeros) {
    CHECK(z.ohm == doctest::Approx(0.1).epsilon(0.5));  // two joints of 0.05 Ω
    CHECK(z.insertions == 2);
    CHECK(z.made == kNow);
  }
  REQUIRE(bench.kept->span);
  CHECK(bench.kept->span->factor == doctest::Approx(1).epsilon(0.02));
  CHECK(bench.kept->span->made == kNow);
}

TEST_CASE("A person puts each plug in as often as is asked, and takes it out in between") {
  CalibrationBench bench;
  bench.session.leave_plugging();
  CalibrationRequest wanted;
  wanted.only = {"left", "right"};
  wanted.insertions = 3;
  bench.person.says(Prompt::Kind::loop_back, {kDone, kSkip});
  bench.person.says(Prompt::Kind::loop_back_again, {kDone, kSkip});
  bench.person.only_hands = false;
  bench.person.hands = [&](const Prompt& p) {
    if (p.kind == Prompt::Kind::take_out) return bench.plug("none");
    if (p.socket && p.socket->name == "left") bench.plug("none,loop:left");
  };
  const CalibrationResult result = [&] {
    // "Take the plug out" ends when the jig sees it; nothing is said.
    bench.person.says(Prompt::Kind::take_out, {"", "", "", "", "", "", "", "", ""});
    return bench.run(wanted);
  }();
  REQUIRE(result.steps.size() == 2);
  CHECK(result.steps[0].taken());
  CHECK(result.steps[0].zeros.at(0).insertions == 2);  // "that was enough"
  CHECK(result.steps[1].skipped);
  CHECK_FALSE(result.whole());
  REQUIRE(bench.kept);
  CHECK(bench.kept->zeros.size() == 2);
}

TEST_CASE("A plug that does not join all of its contacts gives no zero, and is asked for again") {
  CalibrationBench bench("sim:none,cut:left.T");
  bench.session.leave_plugging();
  CalibrationRequest wanted;
  wanted.only = {"left"};
  bench.person.says(Prompt::Kind::loop_back, {kDone, kSkip});
  bench.person.says(Prompt::Kind::take_out, {"", ""});
  bench.person.hands = [&](const Prompt& p) { bench.plug(p.kind == Prompt::Kind::loop_back ? "none,loop:left" : "none"); };
  const CalibrationResult result = bench.run(wanted);
  REQUIRE(result.steps.size() == 1);
  CHECK(result.steps[0].problem->code == "zero-refused");
  CHECK_FALSE(bench.kept);
  REQUIRE(bench.person.seen.size() >= 2);
  CHECK(bench.person.seen.back().care.find("does not join") != std::string::npos);
}

TEST_CASE("A jig with a bridge inside is not waited for for ever") {
  for (const char* jig : {"sim:bridge:2:7", "sim:none,bridge:1:6"}) {
    CalibrationBench bench(jig);
    CHECK_THROWS_WITH(bench.run({}), "contacts are joined with nothing plugged in");
    CHECK_FALSE(bench.kept);
  }
}

TEST_CASE("More than one plug in, or one in another socket, gives no zero") {
  CalibrationBench bench;
  ZeroTaking taking(bench.session.jig(), bench.session.fixture());
  ZeroPlace left{{"left"}, bench.session.fixture().socket("left")->points()};
  for (const char* cable : {"none,loop:left,loop:right", "none,loop:right", "none,link:left:right", "none", "none,loop:left,touch:right.T"}) {
    CAPTURE(cable);
    bench.plug(cable);
    ZeroInsertions taken;
    CHECK(taking.take(left, taken));
    CHECK(taken.insertions.empty());
  }
  bench.plug("none,loop:left");
  ZeroInsertions taken;
  CHECK_FALSE(taking.take(left, taken));
  CHECK(taken.insertions.size() == 1);
}

TEST_CASE("Good plugs are not refused, on whatever jig and converter, and their zeros are those of contacts and sense wires") {
  static const char* const kSockets[] = {"amp-4.4", "left", "out-6.35"};
  const char* jigs_wanted = std::getenv("BUZZOUT_CALIBRATED_JIGS");
  const unsigned jigs = jigs_wanted != nullptr ? static_cast<unsigned>(std::atoi(jigs_wanted)) : 24;
  CalibrationBench bench;
  unsigned refused = 0;
  double worst = 0, worst_ratio = 0;
  for (unsigned seed = 1; seed <= jigs; ++seed) {
    const JigBuild build = JigBuild::of_seed(*find_board("mega"), seed);
    ConverterTraits traits;
    static const double kNoise[] = {0.1, 0.25, 0.4, 0.8};
    traits.noise_lsb = kNoise[seed % 4];
    traits.inl_lsb = 1.25;
    traits.dnl_lsb = 0.5;
    bench.session.workbench()->set_build(build);
    bench.session.workbench()->set_converter(traits, seed);
    ZeroTaking taking(bench.session.jig(), bench.session.fixture());
    for (auto& place : zero_places(bench.session.fixture(), OhmMethod::kelvin)) {
      if (std::ranges::find(kSockets, place.sockets.front()) == std::end(kSockets)) continue;
      ZeroInsertions taken;
      for (int i = 0; i < 2; ++i) {
        bench.plug("none");
        bench.plug("none,loop:" + place.sockets.front());
        if (const auto problem = taking.take(place, taken)) {
          ++refused;
          MESSAGE(seed, ": ", problem->message);
        }
      }
      for (const auto& z : taken.zeros()) {
        const double wire = build.parts_of(z.to).sense_wire_ohm;
        worst = std::max(worst, std::abs(z.ohm - (0.1 + wire)));
      }
      const auto sources = ZeroTaking::sources(place, taken, 0);
      CHECK(sources.size() == (size(place.points) > 2 ? size(place.points) : 0));
      const auto series = [&](Point p) { return build.parts_of(p).series_ohm + build.parts_of(p).pin.high_ohm; };
      for (const auto& s : sources)
        worst_ratio = std::max(worst_ratio, std::abs(s.ratio / sources[0].ratio * series(sources[0].point) / series(s.point) - 1));
    }
  }
  MESSAGE(jigs, " jigs, ", refused, " insertions refused, zeros at most ", worst, " ohms off, resistors compared within ", worst_ratio * 100, " %");
  CHECK(refused == 0);
  CHECK(worst < 0.15);
  CHECK(worst_ratio < 0.005);
}

// Paths of a plug with three contacts: each contact has its resistance, each sense wire its own.
std::vector<PathOhms> plug_paths(std::vector<double> contacts, std::vector<double> wires) {
  std::vector<PathOhms> out;
  for (const auto& p : zero_paths(first_points(static_cast<unsigned>(contacts.size())), OhmMethod::kelvin, {}))
    out.push_back({p.from, p.to, contacts[p.from] + contacts[p.to] + wires[p.to], 0});
  return out;
}

TEST_CASE("One bad contact of a plug is named, and a long sense wire is not taken for one") {
  ZeroInsertions good{OhmMethod::kelvin, {plug_paths({0.05, 0.05, 0.05}, {0.05, 0.35, 0.06})}};
  CHECK_FALSE(good.fault());
  CHECK(good.zeros().at(1).ohm == doctest::Approx(0.45));
  ZeroInsertions bad{OhmMethod::kelvin, {plug_paths({0.05, 0.05, 0.25}, {0.05, 0.1, 0.06})}};
  REQUIRE(bad.fault());
  CHECK(bad.fault()->kind == BadZero::Kind::one_contact);
  CHECK(bad.fault()->point == 2);
  CHECK(bad.fault()->ohm == doctest::Approx(0.2));
}

TEST_CASE("Insertions that differ by more than contacts do, and zeros that no whole path has, are refused") {
  ZeroInsertions twice{OhmMethod::kelvin, {plug_paths({0.05, 0.05}, {0.1, 0.1}), plug_paths({0.05, 0.3}, {0.1, 0.1})}};
  REQUIRE(twice.fault());
  CHECK(twice.fault()->kind == BadZero::Kind::unsteady);
  CHECK(twice.zeros().at(0).spread == doctest::Approx(0.25));
  ZeroInsertions wide{OhmMethod::kelvin, {plug_paths({0.3, 0.3}, {0.1, 0.1})}};
  REQUIRE(wide.fault());
  CHECK(wide.fault()->kind == BadZero::Kind::out_of_bounds);
  ZeroInsertions none{OhmMethod::kelvin, {plug_paths({NAN, 0.05}, {0.1, 0.1})}};
  CHECK(none.fault());
}

TEST_CASE("Sources that share low pins are compared, in a chain too, and what is no measurement does not count") {
  const std::vector<double> series = {1.01, 0.99, 1.0, 1.02, 0.98, 1.003}, low = {25, 28, 22, 25, 24, 26};
  std::vector<SinkOhms> all;
  for (const auto& p : zero_paths(first_points(6), OhmMethod::kelvin, {})) all.push_back({p.from, p.to, low[p.to] / series[p.from]});
  const auto ratios = source_ratios(all);
  REQUIRE(ratios.size() == 6);
  for (const auto& [point, ratio] : ratios) CHECK(ratio / ratios.at(0) == doctest::Approx(series[point] / series[0]).epsilon(1e-6));
  CHECK(source_ratios({{0, 1, 25}, {1, 0, 25}}).empty());  // a plug of two contacts: no low pin has two sources
  CHECK(source_ratios({{0, 1, NAN}, {2, 1, 25}}).empty());
  CHECK(source_ratios({{0, 1, 25}, {2, 1, 25}, {3, 4, 25}}).size() == 2);
  CHECK(source_ratios({}).empty());
}

TEST_CASE("A series resistor that is not like the others is found by the plug, and named") {
  CalibrationBench bench;
  const JigBuild build = JigBuild::of_seed(*find_board("mega"), 5);
  const auto& socket = *bench.session.fixture().socket("amp-4.4");
  for (const auto& [pin, point] : socket.wires)
    for (const double ohm : {220.0, 430.0, 510.0, 1000.0}) {
      CAPTURE(pin);
      CAPTURE(ohm);
      JigBuild odd = build;
      odd.points.at(point).series_ohm = ohm;
      bench.session.workbench()->set_build(odd);
      bench.plug("none,loop:amp-4.4");
      ZeroTaking taking(bench.session.jig(), bench.session.fixture());
      ZeroPlace place{{"amp-4.4"}, socket.points()};
      ZeroInsertions taken;
      const auto problem = taking.take(place, taken);
      REQUIRE(problem);
      CHECK_MESSAGE(problem->message.find("amp-4.4." + pin + ",") != std::string::npos, problem->message);
    }
}

TEST_CASE("The span of one source is carried over to another of the same plug, and to no other") {
  Calibration c;
  c.method = OhmMethod::kelvin;
  CHECK(c.scale(3).factor == 1);
  c.span = Calibration::Span{1.01, 2, 100, 0.1, "R", 0};
  c.sources = {{"a", 2, 1.004, 0}, {"a", 3, 0.994, 0}, {"b", 4, 1.02, 0}, {"b", 3, 1.0, 0}};
  CHECK(c.scale(2).factor == 1.01);
  CHECK(c.scale(2).carried);
  CHECK(c.scale(3).factor == doctest::Approx(1.01 * 0.994 / 1.004));
  CHECK(c.scale(3).carried);
  CHECK(c.scale(4).factor == 1.01);
  CHECK_FALSE(c.scale(4).carried);
  c.sources[1].stale = true;
  CHECK_FALSE(c.scale(3).carried);
  c.span->from.reset();
  CHECK_FALSE(c.scale(2).carried);
}

TEST_CASE("Half Kelvin knows a zero by both ends of its path, and takes it with link leads") {
  Fixture f = shipped().fixture("headphone-bench-uno");
  f.senses = {{f.socket("left")->wires[0].second, 15}};
  const auto places = zero_places(f, OhmMethod::half_kelvin);
  REQUIRE_FALSE(places.empty());
  for (const auto& p : places) CHECK(p.is_lead());
  const Point sensed = f.senses.begin()->first;
  const auto paths = zero_paths(first_points(16), OhmMethod::half_kelvin, f.senses);
  CHECK(paths.size() == 14);  // from each other contact, but for the point that only reads
  for (const auto& p : paths) {
    CHECK(p.to == sensed);
    CHECK(p.sense == Point{15});
  }
  ZeroInsertions taken{OhmMethod::half_kelvin, {{{1, 4, 3, 0}, {2, 4, -5, 0}}}};
  const auto zeros = taken.zeros();
  REQUIRE(zeros.size() == 2);
  CHECK(zeros[0].from == 1);
  CHECK(zeros[1].ohm == -5);
  CHECK_FALSE(taken.fault());
}

TEST_CASE("An Uno with sense wires is calibrated with link leads, and decides what it could not") {
  CalibrationBench bench("sim:none", "headphone-bench-uno-ohms");
  const JigBuild build = JigBuild::of_seed(*find_board("uno"), 5);
  bench.session.workbench()->set_build(build);
  bench.plug("none");
  CalibrationRequest wanted;
  wanted.only = {"amp-4.4", "left", "right"};
  wanted.insertions = 5;
  const CalibrationResult result = bench.run(wanted);
  REQUIRE(result.steps.size() == 1);
  CHECK(result.steps[0].sockets == std::vector<std::string>{"amp-4.4", "left", "right"});
  for (const auto& s : result.steps)
    if (s.problem) MESSAGE(s.problem->message);
  REQUIRE(result.whole());
  for (const auto& z : bench.kept->zeros) CHECK(z.celsius);
  const Profile profile = shipped().profile("4.4-ts");
  const FixtureMap map(profile, bench.session.fixture());
  const Job job{profile, bench.session.fixture(), map};
  OhmTask task = ohm_task(bench.session.jig().identity(), job);
  add_calibration(task, job, bench.kept, kNow, 30);
  CHECK_FALSE(task.uncalibrated);
  CHECK(task.paths.size() == 4);
  for (const auto& path : task.paths) CHECK(task.calibration->zero(path.from, path.to) != nullptr);
}

TEST_CASE("A link lead may leave out a socket, and not half of one") {
  CalibrationBench bench("sim:none", "headphone-bench-uno-ohms");
  const Fixture& f = bench.session.fixture();
  ZeroTaking taking(bench.session.jig(), f);
  ZeroPlace place{{"amp-4.4", "left", "right"}, f.socket("amp-4.4")->points() | f.socket("left")->points() | f.socket("right")->points()};
  bench.plug("none,link:amp-4.4:left");
  ZeroInsertions taken;
  CHECK_FALSE(taking.take(place, taken));
  CHECK(place.sockets == std::vector<std::string>{"amp-4.4", "left"});
  // The next insertion is of the same lead.
  bench.plug("none,link:amp-4.4:left,link:amp-4.4:right");
  CHECK(taking.take(place, taken));
  ZeroPlace half{{"amp-4.4", "left"}, f.socket("amp-4.4")->points() | f.socket("left")->points()};
  bench.plug("none,link:amp-2.5:left");
  ZeroInsertions none;
  CHECK(taking.take(half, none));
}

TEST_CASE("A resistor is refused that says nothing about the scale, or measures more than 5 % off") {
  CHECK_THROWS_AS(check_resistor(resistor(29)), Error);
  CHECK_THROWS_AS(check_resistor(resistor(601)), Error);
  CHECK_THROWS_AS(check_resistor(resistor(NAN)), Error);
  Calibration::Span nameless = resistor();
  nameless.identity = "";
  CHECK_THROWS_AS(check_resistor(nameless), Error);
  CalibrationBench bench;
  CalibrationRequest wanted;
  wanted.only = {"left"};
  bench.run(wanted);
  ZeroTaking taking(bench.session.jig(), bench.session.fixture());
  for (const auto& [cable, why] : std::vector<std::pair<std::string, std::string>>{
           {"none,resistor:left.T:left.S:108", "more than 5 % off"},
           {"none,resistor:left.T:left.S:92", "more than 5 % off"},
           {"none,resistor:right.T:right.S:100", "no zero was taken"},
           {"none,loop:left", "more than 5 % off"},
           {"none", "no resistor is seen"},
           {"none,loop:out-6.35", "more than two contacts"}}) {
    CAPTURE(cable);
    bench.plug(cable);
    Calibration::Span span = resistor();
    const auto problem = taking.take_span(*bench.kept, span);
    REQUIRE(problem);
    CHECK(problem->message.find(why) != std::string::npos);
  }
  bench.plug("none,resistor:left.T:left.S:100");
  Calibration::Span span = resistor();
  CHECK_FALSE(taking.take_span(*bench.kept, span));
}

TEST_CASE("A calibration that was copied, renamed or is of another wiring is never taken") {
  CalibrationFolder folder;
  const Calibrations kept(folder.places);
  Fixture f = shipped().fixture("headphone-bench");
  Calibration c = Calibrations::begin("77", f, OhmMethod::kelvin);
  kept.save(c, f);
  CHECK(kept.load("77", f));
  CHECK_FALSE(kept.load("78", f));
  SUBCASE("to the name of another jig's") {
    std::filesystem::copy_file(kept.file_of("77", f), kept.file_of("78", f));
    CHECK_THROWS_WITH(kept.load("78", f), "this calibration is of jig 77, and this is jig 78");
  }
  SUBCASE("from a simulated jig to a real one, and back") {
    kept.save(Calibrations::begin("sim:", f, OhmMethod::kelvin), f);
    std::filesystem::copy_file(kept.file_of("sim:", f), kept.file_of("79", f));
    CHECK_THROWS_WITH(kept.load("79", f), "this calibration is of a simulated jig (sound), and this is jig 79");
    std::filesystem::copy_file(kept.file_of("77", f), kept.file_of("sim:", f), std::filesystem::copy_options::overwrite_existing);
    CHECK_THROWS_AS(kept.load("sim:", f), Error);
  }
  SUBCASE("to the name of another fixture's") {
    Fixture other = f;
    std::swap(other.sockets[0].wires[0].second, other.sockets[0].wires[1].second);
    CHECK_FALSE(kept.load("77", other));
    std::filesystem::copy_file(kept.file_of("77", f), kept.file_of("77", other));
    CHECK_THROWS_AS(kept.load("77", other), Error);
  }
  SUBCASE("or stands behind a name that is no file") {
    std::filesystem::remove(kept.file_of("77", f));
    std::filesystem::create_directory(kept.file_of("77", f));
    CHECK_THROWS_AS(kept.load("77", f), Error);
    std::filesystem::remove(kept.file_of("77", f));
    std::filesystem::create_symlink("/nowhere", kept.file_of("77", f));
    CHECK_THROWS_AS(kept.load("77", f), Error);
  }
  SUBCASE("and one of the same wiring under another name is") {
    Fixture other = f;
    other.name = "my-bench";
    CHECK(kept.load("77", other));
  }
}

// A mega with 4.4-ts in it, and a calibration of the sockets in use.
struct CalibratedTest {
  CalibratedTest() : bench("4.4-ts", "headphone-bench") {
    Calibration c = Calibrations::begin("sim:", bench.fixture, OhmMethod::kelvin);
    for (const auto& p : bench.map.placements())
      for (const auto& [pin, point] : bench.fixture.socket(p.socket)->wires) {
        Calibration::Zero z;
        z.socket = z.far = p.socket;
        z.from = z.to = point;
        z.ohm = 0.1;
        z.insertions = 5;
        z.made = kNow - 10 * kDaySeconds;
        c.zeros.push_back(z);
      }
    kept = c;
  }
  OhmTask task(int days = 30, std::int64_t now = kNow) const {
    OhmTask out = ohm_task(bench.jig.identity(), bench.job);
    add_calibration(out, bench.job, kept, now, days);
    return out;
  }
  Verdict test(const std::string& cable, const OhmTask& task) {
    bench.plug(cable);
    return test_cable(bench.jig, bench.job, bench.proofs, kNow, {}, task);
  }

  BenchJig bench;
  std::optional<Calibration> kept;
};

const NotTested* uncalibrated(const Verdict& v) {
  const auto found = std::ranges::find_if(v.not_tested, [](const NotTested& n) { return n.code == NotTestedCode::uncalibrated; });
  return found == v.not_tested.end() ? nullptr : &*found;
}

TEST_CASE("A calibration in date is used and nothing is said; without one the verdict says so and is less certain") {
  CalibratedTest t;
  const Verdict good = t.test("good", t.task());
  CHECK(good.outcome == Outcome::pass);
  CHECK_FALSE(uncalibrated(good));
  t.kept.reset();
  const Verdict nominal = t.test("good", t.task());
  CHECK(nominal.outcome == Outcome::pass);
  REQUIRE(uncalibrated(nominal));
  CHECK(uncalibrated(nominal)->text == "the jig is not calibrated on this fixture: its resistances are by nominal values");
  CHECK(uncalibrated(nominal)->action == Action{ActionCode::calibrate, {{"fixture", "headphone-bench"}}});
  REQUIRE(good.resistances.size() == nominal.resistances.size());
  for (std::size_t i = 0; i < good.resistances.size(); ++i) {
    CHECK(good.resistances[i].uncertainty < nominal.resistances[i].uncertainty);
    CHECK(std::abs(good.resistances[i].ohm) <= good.resistances[i].uncertainty);
    CHECK(nominal.resistances[i].ohm == doctest::Approx(0.1).epsilon(0.6));
  }
}

TEST_CASE("One that is too old or of the future still corrects, and is as uncertain as nominal values") {
  CalibratedTest t;
  const auto nominal = uncertainty_of(OhmMethod::kelvin, 0, nullptr, 0, 1, {});
  for (const auto& [days, now, why] : std::vector<std::tuple<int, std::int64_t, std::string>>{
           {9, kNow, "the calibration is 10 days old and holds for 9: its uncertainty is taken for that of nominal values"},
           {30, kNow - 20 * kDaySeconds, "the calibration is dated in the future: its uncertainty is taken for that of nominal values"}}) {
    const Verdict v = t.test("good", t.task(days, now));
    CHECK(v.outcome == Outcome::pass);
    REQUIRE(uncalibrated(v));
    CHECK(uncalibrated(v)->text == why);
    for (const auto& r : v.resistances) {
      CHECK(std::abs(r.ohm) < 0.06);
      CHECK(r.uncertainty >= nominal);
    }
  }
  CHECK_FALSE(t.task(10).uncalibrated);
}

TEST_CASE("A zero that is missing is said with its socket") {
  CalibratedTest t;
  std::erase_if(t.kept->zeros, [](const Calibration::Zero& z) { return z.socket == "left"; });
  REQUIRE(t.task().uncalibrated);
  CHECK(t.task().uncalibrated->message == "no zero was taken with left: resistances there are by nominal values");
  // Another socket on the same points is no substitute.
  for (auto& z : t.kept->zeros)
    if (z.socket == "right") z.socket = z.far = "out-6.35";
  CHECK(t.task().uncalibrated->message == "no zero was taken with left and right: resistances there are by nominal values");
}

TEST_CASE("A calibration of another jig that slipped in shows: no wire has less than no resistance") {
  CalibratedTest t;
  for (auto& z : t.kept->zeros) z.ohm = 0.45;
  const Verdict v = t.test("good", t.task());
  CHECK(v.outcome == Outcome::error);
  REQUIRE(v.problem);
  CHECK(v.problem->code == "calibration-does-not-fit");
  // It is not so narrow that a good cable meets it.
  for (auto& z : t.kept->zeros) z.ohm = 0.15;
  CHECK(t.test("good", t.task()).outcome == Outcome::pass);
}

TEST_CASE("A bad joint fails with a calibration as without one, in date or not") {
  CalibratedTest t;
  CHECK(t.test("ohms:left.S:4.7", t.task()).outcome == Outcome::fail);
  CHECK(t.test("ohms:left.S:4.7", t.task(5)).outcome == Outcome::fail);
  t.kept.reset();
  CHECK(t.test("ohms:left.S:4.7", t.task()).outcome == Outcome::fail);
}

TEST_CASE("A self-test takes zeros in passing where none is in date, and never replaces one that is") {
  CalibrationFolder folder;
  const Calibrations kept(folder.places);
  CalibrationBench bench;
  ZerosInPassing zeros(bench.session, kept, 30);
  bench.plug("none,loop:left");
  CHECK(zeros.take("left", kNow));
  const auto first = kept.load("sim:", bench.session.fixture());
  REQUIRE(first);
  CHECK(first->zeros.size() == 2);
  CHECK(first->zeros[0].insertions == 1);
  CHECK_FALSE(zeros.take("left", kNow + 29 * kDaySeconds));
  CHECK(to_yaml(*kept.load("sim:", bench.session.fixture())) == to_yaml(*first));
  CHECK(zeros.take("left", kNow + 31 * kDaySeconds));
  CHECK(kept.load("sim:", bench.session.fixture())->zeros[0].made == kNow + 31 * kDaySeconds);
  bench.plug("none,loop:right");
  CHECK_FALSE(zeros.take("out-6.35", kNow));
  REQUIRE(zeros.problem());
  CHECK(zeros.problem()->code == "zero-refused");
}

TEST_CASE("A jig or a fixture that measures no resistance is not calibrated") {
  CalibrationBench bench("sim:none", "headphone-bench-uno");
  CHECK_THROWS_AS(bench.run({}), Error);
}

}  // namespace
}  // namespace buzzout
