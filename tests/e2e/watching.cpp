#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "e2e/host_process.hpp"

// `watch` and `build` in a pipe.
namespace e2e {
namespace {

nlohmann::json next_document(Child& host) {
  const auto line = host.line();
  REQUIRE(line.has_value());
  return nlohmann::json::parse(*line);
}

// The next line of that status.
nlohmann::json await(Child& host, const std::string& status) {
  for (;;) {
    auto document = next_document(host);
    if (document.value("status", "") == status) return document;
  }
}

}  // namespace

TEST_SUITE("watching") {
  TEST_CASE(
      "in a pipe a watch is a document for every change, and then the test with what was before") {
    BenchProcess bench("uno", {.cable = "4.4-ts,short:amp.R1:amp.R3"});
    Account account;
    const auto host = start_host(account, bench, {"watch", "4.4-ts", "--json"});
    auto live = await(*host, "wrong");
    CHECK(live["format"] == "buzzout.live/1");
    CHECK(live["faults"][0]["kind"] == "short");
    CHECK(live["diagnoses"].size() == 1);
    std::this_thread::sleep_for(milliseconds(3000));  // for the test that is kept
    bench.plug("4.4-ts");
    live = await(*host, "right");
    CHECK(live["faults"].empty());
    const auto record = next_document(*host);
    CHECK(record["format"] == "buzzout.test/1");
    CHECK(record["outcome"] == "PASS");
    CHECK(record["attempt"] == 2);
    CHECK(record["before"]["faults"][0]["kind"] == "short");
    CHECK(record["before"]["diagnoses"].size() == 1);
    CHECK(record["before"]["matrix"].size() == 16);
    CHECK(record["before"]["matrix"] != record["matrix"]);
    CHECK(record["watched"]["upsets"].empty());
    CHECK(finish(*host).end.status == 0);
  }

  TEST_CASE("a wire that lets go in a watch makes a FAIL of the test, intermittent") {
    BenchProcess bench("uno", {.cable = "4.4-ts,open:amp.T"});
    Account account;
    const auto host = start_host(account, bench, {"watch", "4.4-ts", "--json"});
    await(*host, "wrong");
    std::this_thread::sleep_for(milliseconds(2500));  // the other wires settle
    bench.plug("4.4-ts,open:amp.T,open:right.S");
    CHECK(await(*host, "wrong")["upsets"][0]["net"] == "R-");
    bench.plug("4.4-ts");
    CHECK(await(*host, "unsteady")["upsets"][0]["times"] == 1);
    host->type("\n");
    auto record = next_document(*host);
    while (record["format"] != "buzzout.test/1") record = next_document(*host);
    CHECK(record["outcome"] == "FAIL");
    CHECK(record["faults"][0]["kind"] == "intermittent");
    CHECK(record["faults"][0]["net"] == "R-");
    CHECK(record["watched"]["upsets"][0]["redone"] == false);
    CHECK(finish(*host).end.status == 1);
    CHECK(bench.status("pass_lamp") == 0);
  }

  TEST_CASE("a long cable's capacitance is no short while it is watched") {
    BenchProcess bench("mega", {.cable = "4.4-ts,cap:amp.T:amp.R1:10n"});
    Account account;
    const auto host = start_host(account, bench, {"watch", "4.4-ts", "--json"});
    await(*host, "right");
    auto record = next_document(*host);
    if (record["format"] == "buzzout.live/1") record = next_document(*host);  // once its ohms are known
    CHECK(record["outcome"] == "PASS");
    CHECK(record["coverage"] == "continuity+ohms");
    CHECK(finish(*host).end.status == 0);
  }

  TEST_CASE("a watch in a pipe ends with q, at the end of input, and when the jig goes away") {
    BenchProcess bench("uno", {.cable = "4.4-ts,open:amp.T"});
    Account account;
    for (const bool typed : {true, false}) {
      const auto host = start_host(account, bench, {"watch", "4.4-ts"});
      REQUIRE(host->take_through("wrong"));
      if (typed)
        host->type("q\n");
      else
        host->close_input();
      const Run run = finish(*host);
      CHECK(run.end.status == 130);
      CHECK(run.out.find("Left without a test.") != std::string::npos);
      CHECK(bench.status("fail_lamp") == 0);
    }
    const auto host = start_host(account, bench, {"watch", "4.4-ts", "--json"});
    await(*host, "wrong");
    bench.kill();
    const auto error = next_document(*host);
    CHECK(error["error"]["code"].get<std::string>().starts_with("jig-"));
    CHECK(finish(*host).end.status == 2);
  }

  TEST_CASE("building in a pipe counts the joints") {
    BenchProcess bench("mega");
    Account account;
    const auto host = start_host(account, bench, {"build", "4.4-ts"});
    REQUIRE(host->take_through("0 of 4 joints"));
    bench.plug("4.4-ts,open:amp.R2,open:left.S");
    REQUIRE(host->take_through("2 of 4 joints"));
    bench.plug("4.4-ts,open:amp.R2");
    REQUIRE(host->take_through("3 of 4 joints"));
    bench.plug("4.4-ts");
    REQUIRE(host->take_through("PASS"));
    CHECK(finish(*host).end.status == 0);
    CHECK(bench.status("pass_lamp") == 1);
  }
}

}  // namespace e2e
