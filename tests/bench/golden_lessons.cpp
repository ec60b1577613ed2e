#include "bench/golden_lesson.hpp"

#include <doctest/doctest.h>

#include "bench/bench_jig.hpp"
#include "bench/calibrations.hpp"
#include "bench/learning_bench.hpp"
#include "bench/prompted_calibration.hpp"
#include "core/error.hpp"
#include "core/resistance_limits.hpp"

namespace buzzout {
namespace {

constexpr const char* kShipped = "pentaconn-4.4-to-dual-ts-3.5";

// A simulated mega, calibrated, and a profile of the user's own.
class GoldenBench : public LearningBench {
 public:
  explicit GoldenBench(bool calibrated = true) : LearningBench({kShipped}, "headphone-bench") {
    places.shipped = places.library.back();
    std::ifstream in(std::string(BUZZOUT_SOURCE_DIR) + "/profiles/" + kShipped + ".yaml");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::string names = std::string("profile: ") + kShipped + "\naliases: [4.4-ts]\n";
    text.replace(text.find(names), names.size(), "profile: own\n");
    write_own(text);
    if (calibrated) calibrate();
  }

  void write_own(const std::string& text) const {
    std::filesystem::create_directories(places.data / "profiles");
    std::ofstream(places.data / "profiles" / "own.yaml") << text;
  }

  void calibrate() {
    JigSession session(Catalog(places.library), Config{}, {"sim:none", fixture, nullptr, {}});
    ScriptedPerson person;
    const Calibrations kept(places);
    PromptedCalibration calibration(session, person.prompts, [](const CalibrationStep&) {},
                                    [&](const Calibration& c) { kept.save(c, session.fixture()); });
    Calibration::Span resistor;
    resistor.ohm = 100;
    resistor.tolerance_percent = 0.1;
    resistor.identity = "no. 12";
    CalibrationRequest wanted;
    wanted.resistor = resistor;
    wanted.insertions = 5;
    calibration.run(wanted, std::nullopt, wall);
  }

  GoldenRequest request(const std::string& cable = "good") const {
    GoldenRequest out{"own", "sim:" + cable, fixture};
    out.person = "Anna";
    return out;
  }
  GoldenResult golden(const GoldenRequest& r) { return learn_golden(places, r, nullptr, *this, [this] { return wall; }); }
  std::string refused(const GoldenRequest& r) {
    const std::string before = own_text("own");
    const auto files = own_files();
    try {
      golden(r);
    } catch (const Error& e) {
      CHECK(own_text("own") == before);
      CHECK(own_files() == files);
      return e.code;
    }
    return "";
  }
};

}  // namespace

TEST_CASE("five insertions of a good cable set the limits, and nothing else changes in the file") {
  GoldenBench bench;
  const std::string before = bench.own_text("own");
  GoldenRequest request = bench.request("ohms:amp.T:0.3");
  request.cable = "the blue one";
  const GoldenResult result = bench.golden(request);
  CHECK(result.simulated);
  CHECK(result.spread < 0.1);
  const Profile p = Catalog(bench.places.library).profile("own");
  CHECK(p.sha256 == result.profile.sha256);
  REQUIRE(p.golden);
  CHECK(p.golden->margin_ohm == golden_margin(OhmMethod::kelvin));
  CHECK(p.golden->paths.size() == 4);
  CHECK(p.golden->path({"left", "T"}, {"amp", "T"})->ohm == doctest::Approx(0.35).epsilon(0.15));
  CHECK(p.golden->path({"amp", "R1"}, {"left", "S"})->ohm < 0.15);
  CHECK(p.golden->basis.starts_with("presumed good: learned on 20"));
  CHECK(p.golden->basis.ends_with("by Anna from 5 insertions of the blue one on a SIMULATED jig (mega, kelvin)"));
  // Without the block it is the file as it was.
  std::string after = bench.own_text("own");
  const auto from = after.find("  golden:\n"), to = after.find("  continuity:");
  REQUIRE(from < to);
  CHECK(after.erase(from, to - from) == before);
  // Once more, with another cable: in place of the first.
  bench.golden(bench.request());
  const Profile again = Catalog(bench.places.library).profile("own");
  CHECK(again.golden->paths.size() == 4);
  CHECK(again.golden->path({"amp", "T"}, {"left", "T"})->ohm < 0.15);
}

TEST_CASE("a cable with 0.3 ohm more than the golden one never passes unmarked, by any of its joints") {
  GoldenBench bench;
  bench.golden(bench.request());
  Profile p = Catalog(bench.places.library).profile("own");
  for (const Decision decision : {Decision::guard_band, Decision::simple}) {
    p.decision = decision;
    BenchJig jig(p, "headphone-bench", {});
    const auto judged = [&](const std::string& cable) {
      jig.plug(cable);
      OhmTask task = ohm_task(jig.jig.identity(), jig.job);
      add_calibration(task, jig.job, Calibrations(bench.places).load("sim:", jig.fixture), bench.wall, 30);
      return test_cable(jig.jig, jig.job, jig.proofs, bench.wall, {}, task);
    };
    const Verdict good = judged("good");
    CHECK(good.outcome == Outcome::pass);
    CHECK(good.coverage == Coverage::continuity_and_ohms);
    for (const auto& net : p.nets)
      for (const auto& c : net.contacts) {
        CAPTURE(c.name());
        const Verdict v = judged("ohms:" + c.name() + ":0.35");
        CAPTURE(in_words(v));
        if (decision == Decision::simple) {
          REQUIRE(v.outcome == Outcome::fail);
          CHECK(v.faults.at(0).net == net.name);
        } else {
          CHECK((v.outcome == Outcome::fail || v.marginal));
        }
        CHECK(judged("ohms:" + c.name() + ":0.6").outcome == Outcome::fail);
      }
  }
}

TEST_CASE("a profile that came with the program gives its limits to a new one") {
  GoldenBench bench;
  GoldenRequest request = bench.request();
  request.profile = "4.4-ts";
  CHECK(bench.refused(request) == "shipped-file");
  request.name = "own";
  CHECK(bench.refused(request) == "name-taken");
  request.name = "mine";
  const GoldenResult result = bench.golden(request);
  CHECK(result.file == bench.places.data / "profiles" / "mine.yaml");
  const Profile p = Catalog(bench.places.library).profile("mine");
  CHECK(p.golden->paths.size() == 4);
  CHECK(p.aliases.empty());
  CHECK(p.nets.size() == Catalog(bench.places.library).profile("4.4-ts").nets.size());
}

TEST_CASE("limits that would say nothing, or of a cable that is not good, are not written") {
  GoldenBench bench;
  CHECK(bench.refused(bench.request("swap:left.T:left.S")) == "not-golden");
  CHECK(bench.refused(bench.request("ohms:amp.T:4")) == "not-golden");
  CHECK(bench.refused(bench.request("ohms:amp.T:2.02")) == "not-golden");  // near its limit
  CHECK(bench.refused(bench.request("none")) == "no-cable");
  GoldenRequest uno = bench.request();
  uno.fixture = "headphone-bench-uno";
  CHECK(bench.refused(uno) == "no-ohms");
  GoldenBench nominal(false);
  CHECK(nominal.refused(nominal.request()) == "too-coarse");
  std::string flow = bench.own_text("own");
  const auto at = flow.find("limits:\n");
  const auto end = flow.find("trust:");
  bench.write_own(flow.substr(0, at) + "limits: {continuity: {max_ohm: 2, basis: x}}\n" + flow.substr(end));
  CHECK(bench.refused(bench.request()) == "cannot-edit");
}

}  // namespace buzzout
