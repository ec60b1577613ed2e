#include <doctest/doctest.h>
#include <signal.h>

#include <filesystem>
#include <thread>

#include "e2e/host_process.hpp"

namespace e2e {
namespace {

constexpr std::uint64_t kLeastLearnt = 100;  // bytes, at least, of a reply to LEARn?

// Waits until the pass lamp is as wanted; false if it never is.
bool pass_lamp_becomes(BenchProcess& bench, bool lit) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while ((bench.status("pass_lamp") != 0) != lit) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(milliseconds(5));
  }
  return true;
}

// Whether the pass lamp is as wanted whenever looked at while the host looks at the cable that many times.
bool pass_lamp_stays(BenchProcess& bench, bool lit, unsigned glances) {
  const std::uint64_t enough = bench.status("sent") + glances * kLeastLearnt;
  while (bench.status("sent") < enough) {
    if ((bench.status("pass_lamp") != 0) != lit) return false;
    std::this_thread::sleep_for(milliseconds(5));
  }
  return true;
}

// Whether the pass lamp goes out. A look that began before the cable was pulled may light it once more.
bool pass_lamp_goes_out(BenchProcess& bench) {
  const std::uint64_t begun = bench.status("sent");
  while (bench.status("sent") < begun + 2 * kLeastLearnt) std::this_thread::sleep_for(milliseconds(5));
  return pass_lamp_becomes(bench, false);
}

constexpr double kHertz = 16e6;
constexpr double kLampSeconds = 3;  // docs/protocol.md: what the host asks for while it looks on

// Seconds of the jig from now on until the pass lamp is out; more than `most` if it is not by then.
double seconds_until_dark(BenchProcess& bench, double most) {
  const std::uint64_t begun = bench.status("cycles");
  for (;;) {
    const double passed = static_cast<double>(bench.status("cycles") - begun) / kHertz;
    if (bench.status("pass_lamp") == 0 || passed > most) return passed;
    std::this_thread::sleep_for(milliseconds(10));
  }
}

// What looks at a cable on and on, with the pass lamp lit: a pile, and a lot.
const std::vector<std::vector<std::string>> kLookers = {
    {"test", kCable, "--loop"},
    {"batch", kCable, "--lot", "L1", "--serials", "K-{1}", "--no-gate"},
};

// Runs a test in a shell; `redirection` is the shell's.
Run run_in_shell(const Child::Variables& variables, const BenchProcess& bench, const std::string& options,
                 const std::string& redirection) {
  Child shell({"/bin/sh", "-c", "exec " BUZZOUT_HOST " test 4.4-ts " + options + " -p " + bench.port() + " " +
                                    redirection}, variables);
  return finish(shell);
}

}  // namespace

TEST_SUITE("lamps") {
  TEST_CASE("in a pile the pass lamp goes out with the cable and does not shine on the next one") {
    for (const std::string board : {"uno", "mega"}) {
      // Neither starts a test by itself: nothing is joined, as far as a glance can tell.
      for (const std::string next : {"none", "4.4-ts,open:amp.T,open:amp.R1,open:amp.R2,open:amp.R3"}) {
        CAPTURE(board);
        CAPTURE(next);
        BenchProcess bench(board, {.cable = kCable});
        Account account(fixture_of(board));
        const auto host = start_host(account, bench, {"test", kCable, "--loop"});
        REQUIRE(host->take_through("PASS"));
        REQUIRE(pass_lamp_becomes(bench, true));
        CHECK(pass_lamp_stays(bench, true, 8));
        bench.command("unplug");
        REQUIRE(pass_lamp_goes_out(bench));
        bench.plug(next);
        CHECK(pass_lamp_stays(bench, false, 12));
        host->type("q\n");
        const Run run = finish(*host);
        CHECK(run.end.status == 0);
        CHECK(run.out.find("1 tested, 1 passed") != std::string::npos);
      }
    }
  }

  TEST_CASE("in a pile the pass lamp goes out when one end is pulled, and when the pile ends") {
    BenchProcess bench("mega", {.cable = kCable});
    Account account(fixture_of("mega"));
    for (const bool pulled : {true, false}) {
      bench.plug(kCable);
      const auto host = start_host(account, bench, {"test", kCable, "--loop"});
      REQUIRE(host->take_through("PASS"));
      REQUIRE(pass_lamp_becomes(bench, true));
      if (pulled) {
        bench.plug("4.4-ts,unplug:left");
        CHECK(pass_lamp_becomes(bench, false));
      }
      host->type("q\n");
      CHECK(finish(*host).end.status == 0);
      CHECK(bench.status("pass_lamp") == 0);
    }
  }

  TEST_CASE("a long cable's capacitance does not put the pass lamp out") {
    BenchProcess bench("mega", {.cable = "4.4-ts,cap:amp.T:amp.R1:10n"});
    Account account(fixture_of("mega"));
    const auto host = start_host(account, bench, {"test", kCable, "--loop"});
    REQUIRE(host->take_through("PASS"));
    REQUIRE(pass_lamp_becomes(bench, true));
    CHECK(pass_lamp_stays(bench, true, 20));
    host->type("q\n");
    CHECK(finish(*host).end.status == 0);
  }

  TEST_CASE("whatever ends the host or stops it puts the pass lamp out at once") {
    BenchProcess bench("uno");
    Account account(fixture_of("uno"));
    for (const auto& words : kLookers)
      for (const int signal : {SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGTSTP}) {
        const bool batch = words.front() == "batch";
        if (batch && signal != SIGHUP && signal != SIGTSTP) continue;  // it is the same keyboard
        CAPTURE(words.front());
        CAPTURE(signal);
        auto with_lot = words;
        if (batch) with_lot[3] += std::to_string(signal);
        if (batch) with_lot[5] = std::to_string(signal) + with_lot[5];
        bench.plug("none");
        if (!batch) bench.plug(kCable);
        const auto host = start_host(account, bench, with_lot);
        if (batch) REQUIRE(host->take_through("Plug it in"));
        bench.plug(kCable);
        REQUIRE(host->take_through("PASS"));
        REQUIRE(pass_lamp_becomes(bench, true));
        host->send_signal(signal);
        CHECK(seconds_until_dark(bench, kLampSeconds) < 1);
        if (signal == SIGTSTP) {
          host->send_signal(SIGCONT);
          CHECK(pass_lamp_stays(bench, false, 6));  // nobody looked at the cable meanwhile
          host->send_signal(SIGINT);
        }
        CHECK(finish(*host).end.status == 130);
        CHECK(bench.status("pass_lamp") == 0);
      }
  }

  TEST_CASE("a host whose output nobody reads any more leaves no pass lamp lit") {
    BenchProcess bench("uno", {.cable = kCable});
    Account account(fixture_of("uno"));
    const auto variables = account.variables(bench.shim());
    Child shell({"/bin/sh", "-c", BUZZOUT_HOST " test 4.4-ts --loop --json -p " + bench.port() + " | head -n 1 >/dev/null"}, variables);
    CHECK(pass_lamp_becomes(bench, true));
    shell.type("\n");  // the next document has no reader
    CHECK(seconds_until_dark(bench, 10) < 10);
    shell.close_input();
    finish(shell);
    CHECK(bench.status("pass_lamp") == 0);
  }

  TEST_CASE("a host that is killed leaves the pass lamp lit for its few seconds; one that is stopped too, and it stays dark") {
    for (const auto& words : kLookers)
      for (const int signal : {SIGKILL, SIGSTOP}) {
        const bool batch = words.front() == "batch";
        if (batch != (signal == SIGSTOP)) continue;  // each way once: it is the same lamp
        CAPTURE(words.front());
        BenchProcess bench(batch ? "mega" : "uno");
        Account account(fixture_of(batch ? "mega" : "uno"));
        const auto host = start_host(account, bench, words);
        if (batch) REQUIRE(host->take_through("Plug it in"));
        bench.plug(kCable);
        REQUIRE(host->take_through("PASS"));
        REQUIRE(pass_lamp_becomes(bench, true));
        const std::uint64_t lit = bench.status("cycles");
        while (bench.status("cycles") - lit < static_cast<std::uint64_t>((kLampSeconds + 0.5) * kHertz)) {
          REQUIRE(bench.status("pass_lamp") == 1);  // longer than its time: the host asks again
          std::this_thread::sleep_for(milliseconds(20));
        }
        host->send_signal(signal);
        CHECK(seconds_until_dark(bench, 2 * kLampSeconds) < kLampSeconds + 0.3);
        if (signal == SIGSTOP) {
          host->send_signal(SIGCONT);
          CHECK(pass_lamp_stays(bench, false, 6));
          host->send_signal(SIGINT);
          CHECK(finish(*host).end.status == 130);
        }
      }
  }

  TEST_CASE("a lot's pass whose proofs could not be saved lights no lamp") {
    BenchProcess bench("mega");
    Account account(fixture_of("mega"));
    const auto variables = account.variables(bench.shim());
    std::filesystem::create_directories(variables.at("XDG_DATA_HOME") + "/buzzout/proofs.json.lock");  // no file
    const auto host = start_host(account, bench, {"batch", kCable, "--lot", "L1", "--serials", "K-{1}", "--no-gate"});
    REQUIRE(host->take_through("Plug it in"));
    bench.plug(kCable);
    REQUIRE(host->take_through("PASS"));
    CHECK(pass_lamp_stays(bench, false, 8));
    host->close_input();
    host->send_signal(SIGINT);
    const Run run = finish(*host);
    CHECK(run.err.find("cannot write what was proved") != std::string::npos);
    CHECK(run.out.find("the pass lamp stays dark") != std::string::npos);
  }

  TEST_CASE("a pass that could not be written out lights no lamp") {
    const std::pair<std::string, std::string> streams[] = {
        {"", ">/dev/full"}, {"--json", ">/dev/full"}, {"--json --loop", ">/dev/full"}};
    for (const auto& [options, redirection] : streams) {
      CAPTURE(options);
      CAPTURE(redirection);
      BenchProcess bench("mega", {.cable = kCable});
      Account account(fixture_of("mega"));
      const Run run = run_in_shell(account.variables(bench.shim()), bench, options, redirection);
      CHECK(run.end.status == 2);
      CHECK(run.err.find("the output could not be written") != std::string::npos);
      CHECK(bench.status("pass_lamp") == 0);
    }
  }

  TEST_CASE("a pass whose proofs could not be saved lights no lamp") {
    BenchProcess bench("mega", {.cable = kCable});
    Account account(fixture_of("mega"));
    const auto variables = account.variables(bench.shim());
    std::filesystem::create_directories(variables.at("XDG_DATA_HOME") + "/buzzout/proofs.json.lock");  // no file
    const Run run = run_in_shell(variables, bench, "", "");
    CHECK(run.end.status == 0);
    CHECK(run.err.find("cannot write what was proved") != std::string::npos);
    CHECK(bench.status("pass_lamp") == 0);
  }

  TEST_CASE("whatever measures next begins by putting the pass lamp out") {
    for (const std::string board : {"uno", "mega"}) {
      CAPTURE(board);
      BenchProcess bench(board, {.cable = kCable});
      Account account(fixture_of(board));
      const std::string other = board == "uno" ? "headphone-bench" : "headphone-bench-uno";
      const std::vector<std::vector<std::string>> commands = {
          {"test", kCable, "-f", other}, {"test", kCable, "-f", "nowhere"}, {"scan"}, {"fixtures", "trace"}};
      for (const auto& words : commands) {
        CAPTURE(words.front());
        REQUIRE(run_host(account, bench, {"test", kCable}).end.status == 0);
        REQUIRE(bench.status("pass_lamp") == 1);
        const auto host = start_host(account, bench, words);
        host->close_input();
        finish(*host);
        CHECK(bench.status("pass_lamp") == 0);
      }
    }
  }
}

}  // namespace e2e
