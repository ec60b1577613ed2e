#include <doctest/doctest.h>

#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>

#include "catalog/catalog.hpp"
#include "e2e/bench_cables.hpp"
#include "e2e/single_faults.hpp"
#include "e2e/host_process.hpp"
#include "e2e/long_run.hpp"

namespace e2e {
namespace {

using buzzout::Catalog;

std::set<WiringOracle::Fault> faults_of(const nlohmann::json& record) {
  std::set<WiringOracle::Fault> out;
  for (const auto& f : record["faults"])
    out.insert({f["kind"], f["contacts"].get<WiringOracle::Contacts>()});
  return out;
}

// A real jig's record, whatever its outcome.
void check_provenance(const nlohmann::json& record, const std::string& board, const std::string& fixture) {
  CHECK(record["format"] == "buzzout.test/1");
  CHECK(record["simulated"] == false);
  CHECK(record["jig"]["board"] == board);
  CHECK(record["jig"]["number"] == kJigNumber);
  CHECK(record["fixture"]["name"] == fixture);
}

class Judging {
 public:
  explicit Judging(const std::string& board) : Judging(board, fixture_of(board)) {}
  Judging(const std::string& board, const std::string& fixture)
      : board_(board), fixture_(fixture), bench_(board, {.cable = "none", .fixture = fixture}) {}

  Run test(const std::string& name) {
    return run_host(account_, bench_, {"test", name, "--json", "-f", fixture_});
  }

  void good_cable(const std::string& name) {
    CAPTURE(name);
    bench_.plug(name);
    const Run run = test(name);
    const auto record = run.json();
    CHECK(run.end.status == 0);
    CHECK(run.err.empty());
    CHECK(record["outcome"] == "PASS");
    CHECK(record["faults"].empty());
    check_provenance(record, board_, fixture_);
    ++good_;
  }

  void bad_cable(const std::string& name, const SingleFault& damage) {
    CAPTURE(name);
    CAPTURE(damage.edit);
    REQUIRE_FALSE(damage.faults.empty());
    bench_.plug(name + "," + damage.edit);
    const Run run = test(name);
    const auto record = run.json();
    INFO(record["faults"].dump());
    CHECK(run.end.status == 1);
    CHECK(run.err.empty());
    CHECK(record["outcome"] == "FAIL");
    CHECK(faults_of(record) == damage.faults);
    CHECK_FALSE(record["diagnoses"].empty());
    check_provenance(record, board_, fixture_);
    ++bad_;
  }

  // Good, and with every `step`th of its single faults.
  void one_cable(const std::string& name, std::size_t step) {
    const Catalog catalog({BUZZOUT_SOURCE_DIR});
    good_cable(name);
    const auto faults = single_faults(catalog.profile(name));
    for (std::size_t i = 0; i < faults.size(); i += step) bad_cable(name, faults[i]);
    sum_up();
  }

  // Every cable of the bench, with every `step`th of its single faults.
  void every_cable(std::size_t step) {
    const Catalog catalog({BUZZOUT_SOURCE_DIR});
    const auto cables = cables_of(catalog, fixture_);
    REQUIRE(cables.size() >= 9);
    for (const auto& name : cables) {
      good_cable(name);
      const auto faults = single_faults(catalog.profile(name));
      for (std::size_t i = 0; i < faults.size(); i += step) bad_cable(name, faults[i]);
    }
    sum_up();
  }

 private:
  void sum_up() {
    CHECK(bench_.status("violations") == 0);
    CHECK(bench_.status("lost") == 0);
    const auto seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    std::cout << board_ << ", " << fixture_ << ": " << good_ << " good cables and " << bad_ << " bad ones judged in "
              << seconds << " s\n";
  }

  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::string board_, fixture_;
  BenchProcess bench_;
  Account account_;
  int good_ = 0, bad_ = 0;
};

}  // namespace

TEST_CASE("the uno passes every cable of the headphone bench and names the contacts of a third of its faults" *
          doctest::test_suite("verdicts-uno")) {
  Judging("uno").every_cable(is_long_run() ? 1 : 3);
}

TEST_CASE("the mega passes every cable of the headphone bench and names the contacts of a sample of its faults" *
          doctest::test_suite("verdicts-mega")) {
  Judging("mega").every_cable(is_long_run() ? 1 : 11);
}

TEST_CASE("the mega64 passes a cable of 48 joints and names the contacts of a sample of its faults" *
          doctest::test_suite("verdicts-mega64")) {
  Judging("mega64").one_cable("d-sub-25-to-8-xlr-3", 83);  // a prime, so that every kind of fault comes up
}

TEST_CASE("a cable of each other bench passes, and a sample of its faults is named" *
          doctest::test_suite("verdicts-benches")) {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  int benches = 0;
  for (const auto& name : catalog.fixture_names()) {
    const std::string board = catalog.fixture(name).board;
    if (board == "mega64" || name == fixture_of(board)) continue;
    if (name.ends_with("-ohms") && name != "headphone-bench-uno-ohms") continue;  // wired alike
    CAPTURE(name);
    const auto cables = cables_of(catalog, name);
    if (cables.empty()) continue;  // templates only
    // The two boards of a bench take different cables of it.
    Judging(board, name).one_cable(board == "uno" ? cables.front() : cables.back(), 41);
    ++benches;
  }
  CHECK(benches >= 18);
}

}  // namespace e2e
