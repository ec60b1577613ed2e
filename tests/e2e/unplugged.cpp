#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "e2e/host_process.hpp"

namespace e2e {
namespace {

constexpr milliseconds kStep{8};
constexpr int kSteps = 20;

// From the moment the port vanishes; far above what it takes on an idle machine.
constexpr milliseconds kNoticed{2'000};
// From the moment the jig falls silent: the tries of the longest exchange, or five seconds of
// hello.
constexpr milliseconds kSilence{5'500};
constexpr milliseconds kSlowMachine{4'000};

void check_gone(const Run& run, bool as_json) {
  INFO("standard output: " << run.out << "\nstandard error: " << run.err);
  CHECK(run.end.signal == 0);
  CHECK(run.end.status == 2);
  if (as_json) {
    const auto document = run.json();
    REQUIRE(document.contains("error"));
    CHECK_FALSE(document["error"]["message"].get<std::string>().empty());
    CHECK_FALSE(document["error"]["remedy"].get<std::string>().empty());
    CHECK(document.value("outcome", "ERROR") == "ERROR");
    CHECK(run.err.empty());
  } else {
    CHECK(run.err.starts_with("error: "));
    CHECK(run.err.find("→ ") != std::string::npos);
    CHECK(run.out.find("PASS") == std::string::npos);
  }
}

}  // namespace

TEST_SUITE("unplugged") {
  TEST_CASE("a jig unplugged at any moment of a test ends it with an error, soon") {
    milliseconds longest{0};
    int gone = 0, finished_before = 0;
    for (int i = 0; i < kSteps; ++i) {
      const bool json = i % 2 == 0;
      const auto delay = kStep * i;
      CAPTURE(delay.count());
      BenchProcess bench(i % 4 < 2 ? "uno" : "mega", {.cable = kCable});
      Account account;
      std::vector<std::string> words = {"test", kCable};
      if (json) words.push_back("--json");
      const auto host = start_host(account, bench, words);
      std::this_thread::sleep_for(delay);
      // Frozen first, so that a test which is through by now can be told from one which is not.
      bench.process().send_signal(SIGSTOP);
      if (host->wait(milliseconds(200))) {
        const Run run = finish(*host);
        CHECK(run.end.status == 0);
        CHECK(run.out.find("PASS") != std::string::npos);
        ++finished_before;
        continue;
      }
      const auto pulled = std::chrono::steady_clock::now();
      bench.kill();
      check_gone(finish(*host), json);
      const auto took =
          std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - pulled);
      longest = std::max(longest, took);
      ++gone;
    }
    CHECK(gone >= kSteps / 4);
    CHECK(longest < kNoticed + kSlowMachine);
    std::cout << "unplugged in flight: " << gone << ", finished before: " << finished_before
              << ", longest wait for the error: " << longest.count() << " ms\n";
  }

  TEST_CASE("a jig unplugged between the scans and the verdict passes nothing") {
    // At the third of the requests after the first scan: the holds are under way.
    for (const char* board : {"uno", "mega"}) {
      CAPTURE(board);
      BenchProcess bench(board, {.cable = kCable});
      Account account;
      const auto sent = bench.status("sent");
      const auto host = start_host(account, bench, {"test", kCable, "--json"});
      bench.await_sent(sent + 250);
      bench.kill();
      check_gone(finish(*host), true);
      // A cable that takes the jig with it leaves a trace.
      Child list({BUZZOUT_HOST, "records", "list", "--json"}, account.variables(bench.shim()));
      const auto kept = finish(list).json();
      CHECK(kept["outcome"] == "ABORTED");
      CHECK_FALSE(kept["unfinished"].get<std::string>().empty());
    }
  }

  TEST_CASE("a jig unplugged in a lot leaves the attempt at the cable that was in, and the run says how to go on") {
    BenchProcess bench("uno", {.cable = "none"});
    Account account(fixture_of("uno"));
    const auto host = start_host(account, bench, {"batch", kCable, "--lot", "L1", "--no-gate"});
    host->type("A-1\n");
    REQUIRE(host->take_through("Plug it in"));
    bench.plug(std::string(kCable) + ",unplug:right");
    REQUIRE(host->take_through("Waiting for right"));
    bench.kill();
    const Run run = finish(*host);
    CHECK(run.end.status == 2);
    CHECK(run.out.find("Go on: buzzout batch --resume") != std::string::npos);
    Child list({BUZZOUT_HOST, "records", "list", "--serial", "A-1", "--json"}, account.variables(bench.shim()));
    CHECK(finish(list).json()["outcome"] == "ABORTED");
  }

  TEST_CASE("a jig that falls silent in mid-test is an error within the stated time") {
    milliseconds longest{0};
    for (const auto delay :
         {milliseconds(0), milliseconds(25), milliseconds(50), milliseconds(75)}) {
      CAPTURE(delay.count());
      BenchProcess bench("uno", {.cable = kCable});
      Account account;
      const auto host = start_host(account, bench, {"test", kCable, "--json"});
      std::this_thread::sleep_for(delay);
      bench.command("stall 60000");
      const auto silent = std::chrono::steady_clock::now();
      const Run run = finish(*host);
      if (run.end.status == 0) {
        CHECK(run.json()["outcome"] == "PASS");  // it was through already
        continue;
      }
      check_gone(run, true);
      CHECK(run.json()["error"]["code"] == "jig-no-answer");
      longest = std::max(longest, std::chrono::duration_cast<milliseconds>(
                                      std::chrono::steady_clock::now() - silent));
    }
    CHECK(longest > milliseconds(0));
    CHECK(longest < kSilence + kSlowMachine);
    std::cout << "silent in flight: longest wait for the error: " << longest.count() << " ms\n";
  }

  TEST_CASE("a jig that is slow for a moment is asked again and judges rightly") {
    BenchProcess bench("mega", {.cable = kCable});
    Account account;
    for (const auto& [cable, status] : {std::pair{"4.4-ts", 0}, {"4.4-ts,open:amp.R2", 1}}) {
      bench.plug(cable);
      const auto sent = bench.status("sent");
      const auto host = start_host(account, bench, {"test", kCable, "--json"});
      bench.await_sent(sent + 120);
      bench.command("stall 600");
      const Run run = finish(*host);
      INFO(run.out);
      CHECK(run.end.status == status);
    }
  }
}

}  // namespace e2e
