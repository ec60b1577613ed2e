#include <cmath>
#include <map>
#include <set>

#include "bench/ask_in_motion.hpp"
#include "bench_jig.hpp"
#include "ohms/nominal_ohms.hpp"
#include "ohms/reference_check.hpp"
#include "ohms/uncertainty.hpp"

using namespace buzzout;

namespace {

const std::vector<std::string>& sensed_fixtures() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out = shipped_fixtures();
    std::erase_if(out, [](const auto& name) { return shipped().fixture(name).senses.empty(); });
    return out;
  }();
  return all;
}

Verdict test_with_ohms(BenchJig& jig, const std::string& cable) {
  jig.plug(cable);
  return test_cable(jig.jig, jig.job, jig.proofs, kNow, {}, ohm_task(jig.jig.identity(), jig.job));
}

// The outcome, or the code of the error.
std::string ending(BenchJig& jig, const std::string& cable) {
  try {
    return std::string(to_string(test_with_ohms(jig, cable).outcome));
  } catch (const Error& e) {
    return e.code;
  }
}

std::string n(Point p) { return std::to_string(point_number(p)); }

// The points that the profile joins to this one, itself among them.
PointSet net_at(const BenchJig& jig, Point p) { return jig.expected.matrix().rows[p]; }

// Whether the empty fixture shows that something is wrong with it.
bool empty_shows_it(BenchJig& jig, const std::string& defect) {
  jig.plug("none," + defect);
  try {
    const Scan scan = jig.jig.scan();
    for (Point p = 0; p < scan.matrix.points(); ++p)
      if (scan.matrix.rows[p] != only(p)) return true;
    return !scan.clean();
  } catch (const Error& e) {
    return e.code == "sense-wire";
  }
}

constexpr Point kReader = 10;

// What a jig of nominal parts but for that pull-up reads of so many ohms, by the network's conductances.
RawReading read_of(double ohm, double pull_up) {
  RawReading r;
  r.request.states = "0123";
  r.request.points = only(kReader);
  r.states_done = 4;
  for (const char state : r.request.states) {
    const bool pulls = state == '1' || state == '3', exchanged = state == '2' || state == '3';
    const double high = 1 / (498 + (exchanged ? 0 : ohm)), low = 1 / (495 + (exchanged ? ohm : 0));
    const double pull = pulls ? 1 / (470 + pull_up) : 0;
    const double contact = (high + pull) / (high + low + pull), pin = contact + (1 - contact) * 470 * pull;
    r.sums.push_back({static_cast<unsigned>(pin * 1024 * r.request.readings)});
  }
  return r;
}

// A cable on a fixture, for what is about fixtures. All 2-pin cables are templates, which never pass.
const std::map<std::string, std::string> kCables = {{"headphone-bench-uno-ohms", "4.4-ts"},
                                                    {"iem-bench-uno-ohms", "3.5-mmcx"},
                                                    {"xlr-bench-uno-ohms", "xlr-mic"}};

}  // namespace

TEST_CASE("on a bench with sense wires every cable that fits passes with each of its wires measured") {
  std::set<std::string> tried;
  for (const auto& fixture : sensed_fixtures())
    for (const auto& profile : profiles_for(fixture)) {
      CAPTURE(fixture);
      CAPTURE(profile);
      BenchJig jig(profile, fixture);
      jig.plug("good");
      jig.bench.watch_currents();
      const Verdict v = test_with_ohms(jig, "good");
      CAPTURE(in_words(v));
      CHECK(v.outcome == Outcome::pass);
      for (const auto& net : jig.profile.nets) {
        PointSet points = 0;
        for (const auto& c : net.contacts) points |= jig.map.points_of(c);
        std::set<PointSet> pairs;
        for (const auto& path : ohm_task(jig.jig.identity(), jig.job).paths)
          if (has(points, path.from)) pairs.insert(only(path.from) | only(path.to));
        const std::size_t contacts = net.contacts.size();
        CAPTURE(net.name);
        if (contacts <= 4) CHECK(pairs.size() == contacts * (contacts - 1) / 2);
      }
      CHECK(jig.channel.jig().early_readings() == 0);
      CHECK(jig.bench.currents().most_amp() < 12e-3);
      CHECK(jig.bench.currents().most_high() == 1);
      CHECK(jig.bench.currents().most_low() == 1);
      CHECK(jig.bench.currents().longest() < 25e-3);
      tried.insert(fixture);
    }
  CHECK(tried.size() == kCables.size());
  CHECK(sensed_fixtures().size() == kCables.size() + 1);
}

TEST_CASE("a bad joint fails with ohms on a bench with sense wires, and says where") {
  BenchJig jig("4.4-ts", "headphone-bench-uno-ohms");
  CHECK(test_with_ohms(jig, "good").outcome == Outcome::pass);
  const Verdict v = test_with_ohms(jig, "ohms:left.S:20");
  CAPTURE(in_words(v));
  CHECK(v.outcome == Outcome::fail);
  REQUIRE(v.faults.size() == 1);
  CHECK(v.faults[0].kind == FaultKind::high_resistance);
  CHECK(names(v.faults[0].contacts) == std::vector<std::string>{"left.S", "amp.R1"});
}

TEST_CASE("a sense wire that is broken, or soldered to another net's contact, is an error with any cable and with none") {
  unsigned tried = 0;
  for (const auto& [fixture, profile] : kCables) {
    const Fixture f = shipped().fixture(fixture);
    for (const auto& [contact, reader] : f.senses) {
      std::vector<std::string> ends = {"none"};
      for (const auto& s : f.sockets)
        for (const auto& [pin, point] : s.wires)
          if (point != contact && f.contacts_at(point).front() == Contact{s.name, pin}) ends.push_back(s.name + "." + pin);
      for (const auto& end : ends) {
        const std::string defect = "sense:" + n(reader) + ":" + end;
        CAPTURE(fixture);
        CAPTURE(defect);
        BenchJig jig(profile, fixture);
        CHECK(empty_shows_it(jig, defect));
        const auto dot = end.rfind('.');
        const bool same_net = dot != std::string::npos &&
                              has(net_at(jig, contact), f.socket(end.substr(0, dot))->point_of(end.substr(dot + 1)));
        BenchJig other(profile, fixture);
        const std::string with_cable = ending(other, "good," + defect);
        // On another contact of its own net it reads alike as long as the cable is good.
        CHECK((with_cable == "sense-wire" || (same_net && with_cable == "PASS")));
        ++tried;
      }
    }
  }
  CHECK(tried > 150);
}

TEST_CASE("two sense wires that are exchanged are an error with any cable and with none") {
  for (const auto& [fixture, profile] : kCables) {
    const Fixture f = shipped().fixture(fixture);
    for (const auto& [a, reads_a] : f.senses)
      for (const auto& [b, reads_b] : f.senses) {
        if (a >= b) continue;
        const std::string defect = "sense:" + n(reads_a) + ":" + f.contacts_at(b).front().name() + ",sense:" + n(reads_b) + ":" +
                                   f.contacts_at(a).front().name();
        CAPTURE(fixture);
        CAPTURE(defect);
        BenchJig jig(profile, fixture), empty(profile, fixture);
        CHECK(empty_shows_it(empty, defect));
        const std::string with_cable = ending(jig, "good," + defect);
        CHECK((with_cable == "sense-wire" || has(net_at(jig, a), b)));
      }
  }
}

TEST_CASE("a sense wire that comes and goes never passes") {
  for (const auto& [fixture, profile] : kCables)
    for (const auto& [contact, reader] : shipped().fixture(fixture).senses)
      for (unsigned seed = 1; seed <= 5; ++seed) {
        CAPTURE(fixture);
        CAPTURE(reader);
        BenchJig jig(profile, fixture, seed);
        const std::string with_cable = ending(jig, "good,sense:" + n(reader) + ":flaky");
        CHECK((with_cable == "sense-wire" || with_cable == "ERROR"));
      }
}

TEST_CASE("a reading point that is dead, stuck or powered is an error that names it") {
  for (const auto& [fixture, profile] : kCables) {
    const Fixture f = shipped().fixture(fixture);
    for (const auto& [contact, reader] : f.senses)
      for (const std::string& defect : {"dead:" + n(reader), "stuck:" + n(reader) + ":low", "stuck:" + n(reader) + ":high",
                                        "powered:" + n(reader) + ":5", "powered:" + n(reader) + ":0"}) {
        CAPTURE(fixture);
        CAPTURE(defect);
        BenchJig jig(profile, fixture);
        const Verdict v = test_with_ohms(jig, "good," + defect);
        REQUIRE(v.outcome == Outcome::error);
        CAPTURE(v.problem->message);
        CHECK(v.problem->message.find("point " + n(reader) + " (") != std::string::npos);
        if (!defect.starts_with("dead")) CHECK(v.problem->message.find("point " + n(contact) + " (") != std::string::npos);
      }
  }
}

TEST_CASE("a bridge from a reading point is a short of its contact, or shows on the empty fixture") {
  for (const auto& [fixture, profile] : kCables)
    for (const auto& [contact, reader] : shipped().fixture(fixture).senses)
      for (Point other = 0; other < 16; ++other) {
        if (other == contact || other == reader) continue;
        const std::string defect = "bridge:" + n(reader) + ":" + n(other);
        CAPTURE(fixture);
        CAPTURE(defect);
        BenchJig jig(profile, fixture), empty(profile, fixture);
        CHECK(empty_shows_it(empty, defect));
        const std::string with_cable = ending(jig, "good," + defect);
        CHECK((with_cable == "FAIL" || with_cable == "sense-wire" || has(net_at(jig, contact), other) ||
               std::ranges::any_of(jig.fixture.senses, [&](const auto& s) { return s.second == other && has(net_at(jig, contact), s.first); })));
      }
}

TEST_CASE("faults of the cable are found through sense wires as without them") {
  BenchJig plain("3.5-ts", "headphone-bench-uno"), sensed("3.5-ts", "headphone-bench-uno-ohms");
  std::vector<std::string> edits;
  const auto contacts = plain.profile.contacts();
  for (const auto& a : contacts) {
    edits.push_back("open:" + a.name());
    edits.push_back("flaky:" + a.name());
    for (const auto& b : contacts) {
      if (a == b) continue;
      for (const char* verb : {"short:", "swap:", "diode:"}) edits.push_back(verb + a.name() + ":" + b.name());
      edits.push_back("leak:" + a.name() + ":" + b.name() + ":2k");
      edits.push_back("cap:" + a.name() + ":" + b.name() + ":10n");
    }
  }
  edits.push_back("none");
  for (const auto& edit : edits) {
    CAPTURE(edit);
    CHECK(in_words(sensed.test(edit)) == in_words(plain.test(edit)));
  }
}

TEST_CASE("a jig with sense wires and the file of a bench without, or the reverse, never passes") {
  const auto& wired = shipped().fixture("headphone-bench-uno-ohms");
  const auto& plain = shipped().fixture("headphone-bench-uno");
  for (const auto& [jig_as_wired, as_named] : {std::pair(&wired, &plain), std::pair(&plain, &wired)})
    for (const std::string cable : {"good", "none"}) {
      CAPTURE(as_named->name);
      CAPTURE(cable);
      const Profile profile = shipped().profile("4.4-ts");
      ManualClock clock;
      Workbench bench(*find_board("uno"), *jig_as_wired, &profile, {}, {});
      SimulatedChannel channel("sim:", *find_board("uno"), bench, clock);
      JigClient jig(channel, clock, 1);
      jig.connect();
      jig.fold_senses(*as_named);
      bench.plug(parse_cable_edits(cable));
      bench.advance(0.1);
      const FixtureMap map(profile, *as_named);
      std::string ending;
      try {
        ending = to_string(test_cable(jig, {profile, *as_named, map}, {}, kNow).outcome);
      } catch (const Error& e) {
        ending = e.code;
      }
      CHECK(ending == (as_named->senses.empty() ? "FAIL" : "sense-wire"));
    }
}

TEST_CASE("what half Kelvin reads is taken whatever pull-up the chip has, and not if the sense wire let go meanwhile") {
  for (const double pull_up : {20e3, 35e3, 50e3})
    for (const double ohm : {0.0, 2.0, 20.0, 600.0, 20e3}) {
      CAPTURE(pull_up);
      CAPTURE(ohm);
      const RawReading good = read_of(ohm, pull_up);
      CHECK_FALSE(asymmetric(good, kReader));
      if (pull_up == 35e3) CHECK(*half_kelvin_ohms(good, kReader) == doctest::Approx(ohm).epsilon(0.03).scale(1));
      if (ohm > 600) continue;
      // In one state the pin kept what it had, or was at its pull-up, for a part of the time.
      for (std::size_t state = 0; state < 4; ++state)
        for (const double volt : {0.0, 0.5, 1.0}) {
          RawReading torn = good;
          const bool pulled = good.request.states[state] == '1' || good.request.states[state] == '3';
          const double top = pulled ? 1 : volt;
          const double mean = good.code(state, kReader) / kSteps;
          torn.sums[state][0] = static_cast<unsigned>((mean * 0.9 + top * 0.1) * 1024 * good.request.readings);
          if (std::abs(top - mean) > 0.1) CHECK(asymmetric(torn, kReader));
        }
    }
}

namespace {

// A jig out of many whose zero was taken with a link lead: of each end a plug, all contacts joined.
class CalibratedJig {
 public:
  CalibratedJig(const std::string& profile, const std::string& fixture, std::uint64_t seed, double noise) : jig_(profile, fixture), seed_(seed) {
    ConverterTraits traits;
    traits.noise_lsb = noise;
    traits.inl_lsb = 1.25;
    traits.dnl_lsb = 0.5;
    jig_.bench.set_converter(traits, seed);
    jig_.bench.converter().select(Converter::Reference::avcc, 0);
    jig_.bench.set_build(JigBuild::of_seed(*find_board("uno"), seed));
    jig_.plug("none");
    task_ = ohm_task(jig_.jig.identity(), jig_.job);
    take_zero();
  }

  Verdict test(const std::string& cable) {
    jig_.plug(cable);
    return test_cable(jig_.jig, jig_.job, jig_.proofs, kNow, {}, task_);
  }
  void set_celsius(double celsius) {
    JigBuild build = JigBuild::of_seed(*find_board("uno"), seed_);
    build.celsius = celsius;
    jig_.bench.set_build(build);
  }
  const OhmTask& task() const { return task_; }
  const FixtureMap& map() const { return jig_.map; }

 private:
  void take_zero() {
    Calibration out;
    out.method = OhmMethod::half_kelvin;
    for (const auto& path : task_.paths) out.zeros.push_back(Calibration::between(path.from, path.to, 0, 5));
    std::string joined = "good";
    const auto contacts = jig_.profile.contacts();
    for (const auto& c : contacts)
      if (c != contacts.front()) joined += ",short:" + contacts.front().name() + ":" + c.name();
    for (unsigned i = 0; i < 5; ++i) {
      jig_.plug(joined);
      const OhmEvidence found = OhmMeasurement(jig_.jig, task_).measure();
      REQUIRE_FALSE(found.problem);
      for (std::size_t p = 0; p < out.zeros.size(); ++p) out.zeros[p].ohm += found.paths[p].ohm / 5;
      for (auto& zero : out.zeros) zero.celsius = found.celsius;
    }
    task_.calibration = out;
    task_.uncalibrated.reset();
  }

  BenchJig jig_;
  std::uint64_t seed_;
  OhmTask task_;
};

const Resistance& at_path(const Verdict& v, const std::string& from, const std::string& to) {
  for (const auto& r : v.resistances)
    if ((r.from.name() == from && r.to.name() == to) || (r.from.name() == to && r.to.name() == from)) return r;
  FAIL("no resistance between ", from, " and ", to);
  return v.resistances.front();
}

}  // namespace

TEST_CASE("with the zero of a link lead a good cable passes, and a joint of 4 ohms fails in the wire that has it") {
  unsigned seed = 0;
  for (const auto& [fixture, profile] : kCables)
    for (const double noise : {0.1, 0.25, 0.4, 0.8}) {
      CAPTURE(fixture);
      CAPTURE(noise);
      CalibratedJig jig(profile, fixture, ++seed, noise);
      const Verdict good = jig.test("good");
      CAPTURE(in_words(good));
      CHECK(good.outcome == Outcome::pass);
      CHECK(good.resistances.size() == jig.task().paths.size());
      for (const auto& r : good.resistances) {
        CHECK(std::abs(r.ohm - 0.1) < 1.2);
        CHECK(r.status == ResistanceStatus::ok);
        CHECK(r.uncertainty < 2.0 / 3);  // so that it can decide a limit of 2 ohms
      }
      for (const auto& end : {"left", "out"}) {
        const Profile cable = shipped().profile(profile);
        for (const auto& c : cable.contacts()) {
          if (c.end != end || cable.net_of(c) == nullptr) continue;
          CAPTURE(c.name());
          const Verdict bad = jig.test("ohms:" + c.name() + ":4");
          CHECK(bad.outcome == Outcome::fail);
          REQUIRE_FALSE(bad.faults.empty());
          CHECK(bad.faults[0].kind == FaultKind::high_resistance);
          CHECK(std::ranges::any_of(bad.faults, [&](const Fault& f) { return std::ranges::count(f.contacts, c) == 1; }));
        }
      }
    }
}

TEST_CASE("with a common ground its three resistances place the bad joint") {
  CalibratedJig jig("3.5-ts", "headphone-bench-uno-ohms", 7, 0.4);
  for (const std::string contact : {"amp.S", "left.S", "right.S"}) {
    const Verdict v = jig.test("ohms:" + contact + ":6");
    CAPTURE(contact);
    CHECK(v.outcome == Outcome::fail);
    const std::string others[] = {"amp.S", "left.S", "right.S"};
    for (const auto& a : others)
      for (const auto& b : others)
        if (a < b) CHECK(std::abs(at_path(v, a, b).ohm - (a == contact || b == contact ? 6 : 0)) < 1.2);
  }
}

TEST_CASE("a chip that is warmer or colder than when the zero was taken is seen, recorded, and widens U") {
  for (const double kelvin : {-20.0, -4.0, 0.0, 4.0, 20.0, 35.0})
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      CAPTURE(kelvin);
      CAPTURE(seed);
      CalibratedJig jig("4.4-ts", "headphone-bench-uno-ohms", seed, 0.4);
      const double plain = jig.test("good").resistances.at(0).uncertainty, before = *jig.task().calibration->zeros[0].celsius;
      jig.set_celsius(25 + kelvin);
      const Verdict v = jig.test("good");
      CHECK(v.outcome == Outcome::pass);
      REQUIRE(v.celsius);
      CHECK(std::abs(*v.celsius - before - kelvin) < 0.5 + 0.15 * std::abs(kelvin));
      for (const auto& r : v.resistances) {
        CHECK(std::abs(r.ohm - 0.1) < r.uncertainty);
        CHECK((std::abs(kelvin) > 10 ? r.uncertainty > plain + 0.1 : r.uncertainty == doctest::Approx(plain).epsilon(0.2)));
      }
      CHECK(jig.test("ohms:left.S:" + std::to_string(3.4 + 0.2 * std::abs(kelvin))).outcome == Outcome::fail);
    }
}

TEST_CASE("a thermometer can widen U and never narrow it, and one that died takes the zero with it") {
  Calibration calibration;
  calibration.method = OhmMethod::half_kelvin;
  calibration.zeros = {Calibration::between(0, 1, 1, 5)};
  Calibration::Zero& zero = calibration.zeros.front();
  const auto u = [&](std::optional<double> now) { return uncertainty_of(OhmMethod::half_kelvin, 2, &calibration, 0, 1, now); };
  const double assumed = u({});
  CHECK(u(25) == assumed);  // the zero has none
  zero.celsius = 25;
  for (double now = -39; now <= 124; ++now) {
    CHECK(u(now) >= assumed);
    if (std::abs(now - 25) > 4) CHECK(u(now) > assumed);
  }
  const double by_nominal = uncertainty_of(OhmMethod::half_kelvin, 2, nullptr, 0, 1, {});
  CHECK(u({}) == by_nominal);
  for (const unsigned code : {0U, 1U, 60U, 900U, 1023U}) {
    CAPTURE(code);
    const auto celsius = chip_celsius({0, 0, 16, 16 * code});
    CHECK_FALSE(celsius);
    CHECK(u(celsius) == by_nominal);
  }
  CHECK_FALSE(chip_celsius({}));
  CHECK(*chip_celsius({0, 0, 16, 16 * 292}) == doctest::Approx(25).epsilon(0.1));
  zero.stale = true;
  CHECK(u(25) == by_nominal);
}

TEST_CASE("a cable on its way in is asked for again where its contact and its sense wire differed, three times at most") {
  int asked = 0;
  const auto differs = [&](int times, const char* code) {
    asked = 0;
    return ask_in_motion([&] { return ++asked <= times ? throw Error(code, "differs") : asked; });
  };
  CHECK(differs(0, "sense-wire") == 1);
  CHECK(differs(2, "sense-wire") == 3);
  CHECK_THROWS_AS(differs(3, "sense-wire"), Error);
  CHECK(asked == 3);
  CHECK_THROWS_AS(differs(1, "jig-no-answer"), Error);
  CHECK(asked == 1);
}

// With 412 bytes, 4 ms at 1 Mbaud, and the 16U2's 2 ms for each of four replies: below 60 ms.
TEST_CASE("the four wires of a 4.4 mm cable are measured in less than 48 ms on the jig") {
  BenchJig jig("4.4-ts", "headphone-bench-uno-ohms");
  jig.plug("good");
  jig.jig.scan();
  const OhmTask task = ohm_task(jig.jig.identity(), jig.job);
  OhmMeasurement ohms(jig.jig, task);
  auto begun = jig.clock.now();
  const auto ms = [&] { return static_cast<double>((jig.clock.now() - begun).count()) * 1e-3; };
  ohms.prepare();  // the chip's temperature, against a reference that takes 28 ms
  CHECK(ms() < 60);
  begun = jig.clock.now();
  CHECK(ohms.measure().paths.size() == 4);
  CHECK(ms() < 50);
}
