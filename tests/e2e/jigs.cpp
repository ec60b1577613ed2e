#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "e2e/host_process.hpp"

namespace e2e {

TEST_SUITE("jigs") {
  TEST_CASE("jigs info tells what the jig says of itself") {
    for (const std::string board : {"uno", "mega"}) {
      CAPTURE(board);
      BenchProcess bench(board);
      Account account;
      const Run run = run_host(account, bench, {"jigs", "info", "--json"});
      CHECK(run.end.status == 0);
      const auto info = run.json();
      CHECK(info["board"] == board);
      CHECK(info["number"] == kJigNumber);
      CHECK(info["points"] == 16);
      CHECK(info["self_test"] == 0);
      CHECK(info["port"] == bench.port());

      const Run text = run_host(account, bench, {"jigs", "info"});
      CHECK(text.out.find("number     4711") != std::string::npos);
      CHECK(text.out.find("self-test  good") != std::string::npos);
    }
  }

  TEST_CASE("jigs info says what is wrong with a jig that fails its self-test") {
    Account account;
    {
      BenchProcess bench("uno", {.cable = "none,stuck:4:high"});
      const Run run = run_host(account, bench, {"jigs", "info"});
      CHECK(run.end.status == 2);
      CHECK(run.out.find("a point is held high") != std::string::npos);
    }
    BenchProcess bench("mega", {.cable = "4.4-ts,dead:4"});
    const Run run = run_host(account, bench, {"jigs", "info"});
    CHECK(run.end.status == 2);
    INFO(run.out);
    CHECK(run.out.find("a point is dead") != std::string::npos);
  }

  TEST_CASE("two jigs with one number are noticed while both are in use, and on boards of two kinds") {
    BenchProcess one("uno", {.cable = "4.4-ts"}), other("uno", {.cable = "4.4-ts"});
    Account account(fixture_of("uno"));
    const auto host = start_host(account, one, {"test", "4.4-ts", "--loop"});
    REQUIRE(host->take_through("PASS"));
    for (const auto& words : {std::vector<std::string>{"test", "4.4-ts"}, {"fixtures", "self-test"}}) {
      const Run second = run_host(account, other, words);
      CHECK(second.end.status == 2);
      CHECK(second.err.find("with a jig of the same number") != std::string::npos);
      CHECK(other.status("pass_lamp") == 0);
    }
    host->type("q\n");
    CHECK(finish(*host).end.status == 0);
    CHECK(run_host(account, other, {"test", "4.4-ts"}).end.status == 0);  // one after the other nobody can tell

    BenchProcess mega("mega", {.cable = "4.4-ts"});
    const Run run = run_host(account, mega, {"test", "4.4-ts", "-f", "headphone-bench"});
    CHECK(run.end.status == 2);
    CHECK(run.err.find("two jigs have this number") != std::string::npos);
  }

  TEST_CASE("the console passes lines to the jig and shows what it says") {
    BenchProcess bench("mega", {.cable = "4.4-ts"});
    Account account;
    const auto host = start_host(account, bench, {"jigs", "console"});
    host->type("*IDN?\n");
    REQUIRE(host->take_through("Buzzout,mega,4711,"));
    REQUIRE(host->line().has_value());
    host->type("SCAN?\n");
    const auto scan = host->line();
    REQUIRE(scan.has_value());
    CAPTURE(*scan);
    CHECK(scan->find(",0000,0000,0021,0042,0084,0108,0010,") != std::string::npos);
    host->type("NONSENSE\nSYST:ERR?\n");
    REQUIRE(host->take_through("-113,\"Undefined header\""));
    host->close_input();
    CHECK(finish(*host).end.status == 0);
  }
}

}  // namespace e2e
