#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "e2e/host_process.hpp"

namespace e2e {
namespace {

struct Defect {
  std::string board, cable, code;
  std::vector<std::string> words;  // the point, its pins, a socket contact on it
};

// Sanity of an error that a person is to act on.
nlohmann::json check_error(const nlohmann::json& document, const std::string& code) {
  REQUIRE(document.contains("error"));
  const auto& error = document["error"];
  CHECK(error["code"] == code);
  CHECK_FALSE(error["message"].get<std::string>().empty());
  CHECK_FALSE(error["remedy"].get<std::string>().empty());
  return error;
}

void check_defect(const Defect& d) {
  CAPTURE(d.board);
  CAPTURE(d.cable);
  BenchProcess bench(d.board, {.cable = d.cable});
  Account account;
  const Run run = run_host(account, bench, {"test", kCable, "--json"});
  CHECK(run.end.status == 2);
  const auto record = run.json();
  CHECK(record["outcome"] == "ERROR");
  const auto error = check_error(record, d.code);
  const std::string text =
      error["message"].get<std::string>() + " " + error["where"].get<std::string>();
  for (const auto& word : d.words) {
    CAPTURE(text);
    CAPTURE(word);
    CHECK(text.find(word) != std::string::npos);
  }

  const Run for_people = run_host(account, bench, {"test", kCable});
  CHECK(for_people.end.status == 2);
  CHECK(for_people.out.find("ERROR") != std::string::npos);
  for (const auto& word : d.words) CHECK(for_people.out.find(word) != std::string::npos);
  CHECK(for_people.out.find("PASS") == std::string::npos);
}

}  // namespace

TEST_SUITE("defects") {
  TEST_CASE("a dead, stuck or powered point is an error that names point, pin and socket contact") {
    const std::vector<Defect> defects = {
        {"uno", "4.4-ts,dead:7", "dead-point", {"point 7", "D8", "left.S"}},
        {"uno", "4.4-ts,stuck:1:low", "held-low", {"point 1", "D2", "amp-4.4.T"}},
        {"uno", "4.4-ts,stuck:16:high", "held-high", {"point 16", "A5", "out-xlr3.shell"}},
        {"uno", "4.4-ts,powered:3:0", "held-low", {"point 3", "D4", "amp-4.4.R2"}},
        {"uno", "4.4-ts,powered:5:5", "held-high", {"point 5", "D6", "amp-4.4.S"}},
        {"mega", "4.4-ts,dead:9", "dead-point", {"point 9", "D37", "A8", "right.S"}},
        {"mega", "4.4-ts,stuck:8:low", "held-low", {"point 8", "D29", "A7", "right.T"}},
        {"mega", "4.4-ts,stuck:10:high", "held-high", {"point 10", "D36", "A9", "out-6.35.T"}},
        {"mega", "4.4-ts,powered:1:0", "held-low", {"point 1", "D22", "A0", "amp-4.4.T"}},
        {"mega", "4.4-ts,powered:4:5", "held-high", {"point 4", "D25", "A3", "amp-4.4.R3"}},
    };
    for (const auto& d : defects) check_defect(d);
  }

  TEST_CASE("no cable, or one end of it only, is no verdict") {
    for (const char* board : {"uno", "mega"}) {
      CAPTURE(board);
      BenchProcess bench(board);
      Account account;
      const Run empty = run_host(account, bench, {"test", kCable, "--json"});
      CHECK(empty.end.status == 3);
      CHECK(empty.json()["outcome"] == "NO_CABLE");

      bench.plug("4.4-ts,unplug:left,unplug:right");
      const Run half = run_host(account, bench, {"test", kCable, "--json"});
      CHECK(half.end.status == 3);
      CHECK(half.json()["outcome"] == "NO_CABLE");
    }
  }

  TEST_CASE("an end left out, a second cable beside, or another cable never passes") {
    for (const char* board : {"uno", "mega"}) {
      CAPTURE(board);
      BenchProcess bench(board);
      Account account;
      for (const char* cable :
           {"4.4-ts,unplug:right", "4.4-ts,also:xlr-mic", "2.5-ts", "xlr4-ts,swap:amp.1:amp.2",
            "4.4-ts,diode:amp.T:amp.S", "4.4-ts,series:amp.R1:100n"}) {
        CAPTURE(cable);
        bench.plug(cable);
        const Run run = run_host(account, bench, {"test", kCable, "--json"});
        INFO(run.out);
        CHECK(run.end.status == 1);
        CHECK(run.json()["outcome"] == "FAIL");
      }
    }
  }

  TEST_CASE("a jig without a number is given one, and keeps it") {
    BenchProcess bench("uno", {.cable = kCable, .number = 0});
    Account account;
    const auto number =
        run_host(account, bench, {"test", kCable, "--json"}).json()["jig"]["number"];
    CHECK(number.get<std::uint32_t>() != 0);
    CHECK(run_host(account, bench, {"jigs", "info", "--json"}).json()["number"] == number);
    bench.command("reset");
    CHECK(run_host(account, bench, {"test", kCable, "--json"}).json()["jig"]["number"] == number);
  }
}

}  // namespace e2e
