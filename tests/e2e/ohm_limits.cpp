// Ohms on the shipped firmware: what is above a wire's limit fails with that wire named, what is below passes.
#include <doctest/doctest.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "bench/calibrations.hpp"
#include "catalog/catalog.hpp"
#include "e2e/bench_cables.hpp"
#include "e2e/host_process.hpp"
#include "e2e/long_run.hpp"

namespace e2e {
namespace {

using namespace buzzout;

constexpr double kGoodJoint = 0.05, kLimit = 2;  // ohms: the other joint of a simulated wire, and the house's limit

class Limits {
 public:
  // With the add-on: a copy of the fixture that has it.
  Limits(const std::string& board, const std::string& fixture, bool addon = false)
      : fixture_(addon ? with_addon(fixture) : fixture),
        catalog_({library_.path(), BUZZOUT_SOURCE_DIR}),
        account_(fixture_),
        bench_(board, {.fixture = fixture_, .library = library_.path().string()}) {}

  // Zeros that are those of nominal parts. Half Kelvin decides no limit without.
  void calibrate() {
    const Fixture fixture = catalog_.fixture(fixture_);
    Places places;
    places.data = account_.home() / "data/buzzout";
    Calibration out = Calibrations::begin(std::to_string(kJigNumber), fixture, OhmMethod::half_kelvin);
    for (const auto& a : fixture.sockets)
      for (const auto& b : fixture.sockets)
        for (const auto& [pin, from] : a.wires)
          for (const auto& [other, to] : b.wires)
            if (a.name != b.name && from != to && fixture.senses.contains(to)) {
              auto zero = Calibration::between(from, to, 0, 5);
              zero.socket = b.name;
              zero.far = a.name;
              zero.made = std::time(nullptr);
              zero.celsius = 25;
              out.zeros.push_back(zero);
            }
    Calibrations(places).save(out, fixture);
  }

  // Good; and with every `step`th of its joints above its limit, and below.
  void check(const std::string& name, std::size_t step) {
    CAPTURE(name);
    const Profile profile = catalog_.profile(name);
    const auto good = test(name, "good", 0);
    CHECK(good["outcome"] == "PASS");
    CHECK(good["coverage"] == "continuity+ohms");
    CHECK(good["marginal"] == false);
    std::size_t joint = 0;
    for (const auto& net : profile.nets)
      for (const auto& c : net.contacts) {
        if (profile.is_ignored(c) || joint++ % step != 0) continue;
        CAPTURE(c.name());
        const double u = widest(good, net.name) + 0.03 * kLimit;  // the scale's part grows with the value
        const auto bad = test(name, ohms(c, kLimit + 1.5 * u), 1);
        CHECK(bad["outcome"] == "FAIL");
        REQUIRE_FALSE(bad["faults"].empty());
        for (const auto& f : bad["faults"]) {
          CHECK(f["kind"] == "high-resistance");
          CHECK(f["net"] == net.name);
        }
        CHECK(test(name, ohms(c, kLimit - 1.5 * u), 0)["outcome"] == "PASS");
      }
  }

  void check_all(std::size_t step) {
    for (const auto& name : cables_of(catalog_, fixture_)) check(name, step);
  }

  ~Limits() {
    CHECK(bench_.status("violations") == 0);
    CHECK(bench_.status("lost") == 0);
    std::cout << fixture_ << ": " << tests_ << " tests with ohms in "
              << std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count() << " s\n";
  }

 private:
  std::string with_addon(const std::string& shipped) {
    const auto folder = library_.path() / "fixtures";
    std::filesystem::create_directories(folder);
    std::ifstream in(std::string(BUZZOUT_SOURCE_DIR) + "/fixtures/" + shipped + ".yaml");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::string old = "fixture: " + shipped + "\n", name = shipped + "-addon";
    REQUIRE(text.find(old) != std::string::npos);
    text.replace(text.find(old), old.size(), "fixture: " + name + "\naddon: milliohm\n");
    std::ofstream(folder / (name + ".yaml")) << text;
    return name;
  }

  static std::string ohms(const Contact& c, double path) { return "ohms:" + c.name() + ":" + std::to_string(path - kGoodJoint); }

  static double widest(const nlohmann::json& record, const std::string& net) {
    double out = 0;
    for (const auto& r : record["resistances"])
      if (r["net"] == net) out = std::max(out, r["uncertainty"].get<double>());
    REQUIRE(out > 0);
    return out;
  }

  nlohmann::json test(const std::string& name, const std::string& edit, int status) {
    CAPTURE(edit);
    bench_.plug(name + "," + edit);
    const Run run = run_host(account_, bench_, {"test", name, "--json", "-f", fixture_, "--library", library_.path().string()});
    INFO(run.err);
    CHECK(run.end.status == status);
    ++tests_;
    return run.json();
  }

  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  TempFolder library_;
  std::string fixture_;
  Catalog catalog_;
  Account account_;
  BenchProcess bench_;
  int tests_ = 0;
};

}  // namespace

TEST_SUITE("ohms") {
  TEST_CASE("a wire of a mega fails above its limit and passes below") {
    Limits limits("mega", "headphone-bench");
    if (is_long_run()) return limits.check_all(1);
    limits.check("4.4-ts", 5);
  }

  TEST_CASE("half Kelvin, a wire of an uno fails above its limit and passes below") {
    Limits limits("uno", "headphone-bench-uno-ohms");
    limits.calibrate();
    if (is_long_run()) return limits.check_all(1);
    limits.check("4.4-ts", 5);
  }

  TEST_CASE("with the milliohm add-on, a wire fails above its limit and passes below") {
    Limits limits("uno", "headphone-bench-uno", true);
    if (is_long_run()) return limits.check_all(1);
    limits.check("4.4-ts", 8);
  }
}

}  // namespace e2e
