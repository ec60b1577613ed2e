#include <doctest/doctest.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "e2e/host_process.hpp"

namespace e2e {
namespace {

// A test of a good cable that stands still while its first scan is over and its last one is not
// begun: the jig's time is stopped there.
class BetweenScans {
 public:
  explicit BetweenScans(const std::string& board) : bench_(board, {.cable = kCable}) {
    // How much the jig says in a whole test; the first scan ends at 0.48 of it, the last begins at
    // 0.76.
    const auto before = bench_.status("sent");
    REQUIRE(run_host(account_, bench_, {"test", kCable, "--json"}).end.status == 0);
    whole_ = bench_.status("sent") - before;
  }

  // Does something to the jig at that moment and lets the test go on. None if the machine was too
  // slow to stop in time.
  std::optional<Run> interfere(const std::string& command) {
    bench_.plug(kCable);
    const auto before = bench_.status("sent");
    const auto host = start_host(account_, bench_, {"test", kCable, "--json"});
    bench_.await_sent(before + whole_ * 53 / 100);
    bench_.command("stall 60000");
    const bool in_time = bench_.status("sent") - before < whole_ * 74 / 100;
    bench_.command(command);
    bench_.command("stall 0");
    const Run run = finish(*host);
    return in_time ? std::optional(run) : std::nullopt;
  }

  BenchProcess& bench() { return bench_; }
  const Account& account() const { return account_; }

 private:
  BenchProcess bench_;
  Account account_;
  std::uint64_t whole_ = 0;
};

// Calls `check` with as many runs as are stopped in time, of eight; there must be some.
template <class Check>
void each_in_time(BetweenScans& test, const std::string& command, Check check) {
  int in_time = 0;
  for (int i = 0; i < 8 && in_time < 3; ++i)
    if (const auto run = test.interfere(command)) {
      INFO("standard output: " << run->out << "\nstandard error: " << run->err);
      CHECK(run->end.signal == 0);
      check(*run);
      ++in_time;
    }
  CHECK(in_time > 0);
}

}  // namespace

TEST_SUITE("restarts") {
  TEST_CASE("a jig that is reset between two scans is an error, though both scans agree") {
    for (const std::string board : {"uno", "mega"}) {
      CAPTURE(board);
      BetweenScans test(board);
      each_in_time(test, "reset", [](const Run& run) {
        CHECK(run.end.status == 2);
        CHECK(run.json()["error"]["code"] == "jig-restarted");
        CHECK_FALSE(run.json()["error"]["remedy"].get<std::string>().empty());
      });
    }
  }

  TEST_CASE("a jig that hangs between two scans is restarted by its watchdog, which is an error") {
    for (const std::string board : {"uno", "mega"}) {
      CAPTURE(board);
      BetweenScans test(board);
      each_in_time(test, "hang", [](const Run& run) {
        CHECK(run.end.status == 2);
        CHECK(run.json()["error"]["code"] == "jig-restarted");
      });
    }
  }

  TEST_CASE("a cable pulled or exchanged between the scans never passes") {
    for (const std::string board : {"uno", "mega"}) {
      CAPTURE(board);
      BetweenScans test(board);
      for (const std::string after : {"none", "4.4-ts,open:amp.R1", "4.4-ts,short:amp.R1:amp.R3"}) {
        CAPTURE(after);
        each_in_time(test, "cable " + after, [](const Run& run) {
          CHECK(run.end.status == 1);
          CHECK(run.json()["outcome"] == "FAIL");
        });
      }
    }
  }

  TEST_CASE("a jig that hangs at any moment of a test works again afterwards") {
    int passed = 0, restarted = 0;
    for (int i = 0; i < 12; ++i) {
      BenchProcess bench(i % 2 == 0 ? "uno" : "mega", {.cable = kCable});
      Account account;
      const auto offset = static_cast<std::uint64_t>(50 * i);
      CAPTURE(offset);
      const auto sent = bench.status("sent");
      const auto host = start_host(account, bench, {"test", kCable, "--json"});
      bench.await_sent(sent + offset);
      bench.command("hang");
      const Run run = finish(*host);
      INFO("standard output: " << run.out << "\nstandard error: " << run.err);
      CHECK(run.end.signal == 0);
      if (run.end.status == 0) {  // before the first scan, or after the last
        CHECK(run.json()["outcome"] == "PASS");
        ++passed;
      } else {
        CHECK(run.end.status == 2);
        CHECK(run.json()["error"]["code"] == "jig-restarted");
        ++restarted;
      }

      const Run info = run_host(account, bench, {"jigs", "info", "--json"});
      CHECK(info.end.status == 0);
      CHECK(info.json()["number"] == kJigNumber);
      CHECK(bench.status("watchdog") == 1);
      CHECK(bench.status("hung") == 0);
      CHECK(run_host(account, bench, {"test", kCable, "--json"}).end.status == 0);
    }
    CHECK(restarted > 0);
    std::cout << "hung in flight: " << passed << " passed in one boot, " << restarted
              << " restarted\n";
  }
}

}  // namespace e2e
