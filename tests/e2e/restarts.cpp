#include <doctest/doctest.h>

#include <iostream>
#include <thread>

#include "e2e/host_process.hpp"

namespace e2e {
namespace {

constexpr const char* kCable = "4.4-ts";

// Bytes that the jig has sent when the first scan of a test has been answered: its hello to the
// host, the lamp and 16 rows; and what a scan adds.
struct Trial {
  int passed = 0, restarted = 0, silent = 0;
};

}  // namespace

TEST_SUITE("restarts") {
  TEST_CASE("a jig that hangs is restarted by its watchdog and never passes from mixed boots") {
    Trial trial;
    for (int i = 0; i < 12; ++i) {
      const std::string board = i % 2 == 0 ? "uno" : "mega";
      BenchProcess bench(board, {.cable = kCable});
      Account account;
      const auto sent = bench.status("sent");
      const auto host = start_host(account, bench, {"test", kCable, "--json"});
      const auto offset = static_cast<std::uint64_t>(40 * i);
      CAPTURE(offset);
      bench.await_sent(sent + offset);
      bench.command("hang");
      const Run run = finish(*host);
      INFO("standard output: " << run.out << "\nstandard error: " << run.err);
      CHECK(run.end.signal == 0);
      const auto record = run.json();
      if (run.end.status == 0) {
        CHECK(record["outcome"] == "PASS");
        ++trial.passed;
      } else {
        CHECK(run.end.status == 2);
        const std::string code = record["error"]["code"];
        CHECK((code == "jig-restarted" || code == "jig-no-answer"));
        CHECK_FALSE(record["error"]["remedy"].get<std::string>().empty());
        ++(code == "jig-restarted" ? trial.restarted : trial.silent);
      }

      // Afterwards it works as before.
      const Run info = run_host(account, bench, {"jigs", "info", "--json"});
      CHECK(info.end.status == 0);
      CHECK(info.json()["number"] == kJigNumber);
      CHECK(bench.status("watchdog") == 1);
      CHECK(bench.status("hung") == 0);
      CHECK(run_host(account, bench, {"test", kCable, "--json"}).end.status == 0);
    }
    CHECK(trial.restarted > 0);
    std::cout << "hung in flight: " << trial.passed << " passed in one boot, " << trial.restarted
              << " restarted, " << trial.silent << " without answer\n";
  }

  TEST_CASE("a jig reset between two scans is an error, though both scans agree") {
    for (const char* board : {"uno", "mega"}) {
      CAPTURE(board);
      int restarted = 0;
      for (std::uint64_t offset = 150; offset <= 450; offset += 50) {
        BenchProcess bench(board, {.cable = kCable});
        Account account;
        const auto sent = bench.status("sent");
        const auto host = start_host(account, bench, {"test", kCable, "--json"});
        bench.await_sent(sent + offset);
        bench.command("reset");
        const Run run = finish(*host);
        INFO("standard output: " << run.out);
        const auto record = run.json();
        if (run.end.status == 0) continue;
        CHECK(run.end.status == 2);
        CHECK(record["error"]["code"] == "jig-restarted");
        ++restarted;
      }
      CHECK(restarted > 0);
    }
  }

  TEST_CASE("a cable pulled or swapped between the scans never passes") {
    for (const char* after : {"none", "4.4-ts,open:amp.R1", "4.4-ts,short:amp.R1:amp.R3"}) {
      CAPTURE(after);
      int caught = 0;
      for (std::uint64_t offset = 100; offset <= 300; offset += 50) {
        BenchProcess bench("uno", {.cable = kCable});
        Account account;
        const auto sent = bench.status("sent");
        const auto host = start_host(account, bench, {"test", kCable, "--json"});
        bench.await_sent(sent + offset);
        bench.plug(after);
        const Run run = finish(*host);
        INFO(run.out);
        CHECK(run.end.signal == 0);
        CHECK((run.end.status == 0 || run.end.status == 1 || run.end.status == 3));
        caught += run.end.status != 0;
      }
      CHECK(caught > 0);
    }
  }
}

}  // namespace e2e
