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

TEST_SUITE_END();

}  // namespace
}  // namespace e2e
