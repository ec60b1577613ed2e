#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "e2e/host_process.hpp"

// A diode that belongs into a cable, as the firmware reads it on the pins.
namespace e2e {
namespace {

TEST_SUITE_BEGIN("defects");

TEST_CASE("a diode in a cup passes on the firmware, and reversed, shorted and missing it fails by its name") {
  const Account account;
  const std::string profile = std::string(BUZZOUT_SOURCE_DIR) + "/tests/profiles/diode-cup.yaml";
  BenchProcess bench("uno");
  const auto tested = [&](const std::string& edits) {
    bench.plug(profile + edits);
    return run_host(account, bench, {"test", profile, "--json"}).json();
  };
  CHECK(tested("")["outcome"] == "PASS");
  for (const char* state : {"reversed", "short", "open"}) {
    CAPTURE(state);
    const auto record = tested(std::string(",part:D1:") + state);
    CHECK(record["outcome"] == "FAIL");
    REQUIRE(record["faults"].size() == 1);
    CHECK(record["faults"][0]["kind"] == "component");
    CHECK(record["faults"][0]["part"] == "D1");
  }
}

TEST_CASE("headphones by their plug, as the firmware of a Mega measures their coils") {
  const Account account("headphone-bench");
  BenchProcess bench("mega");
  const auto tested = [&](const std::string& edits) {
    bench.plug("4.4-ts+headphones" + edits);
    return run_host(account, bench, {"test", "4.4-ts", "--headphone", "--not-worn", "--json"}).json();
  };
  const auto good = tested("");
  CHECK(good["outcome"] == "PASS");
  CHECK(good["profile"]["name"] == "pentaconn-4.4-to-dual-ts-3.5+headphones");
  CHECK(good["headphones"]["left"]["ohm"].get<double>() == doctest::Approx(32.1).epsilon(0.03));
  CHECK(good["headphones"]["current_ma"].get<double>() == doctest::Approx(9).epsilon(0.05));
  CHECK(tested(",part:right:45")["outcome"] == "FAIL");
  CHECK(tested(",part:left:short")["outcome"] == "FAIL");
}

TEST_SUITE_END();

}  // namespace
}  // namespace e2e
