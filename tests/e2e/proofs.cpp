#include <doctest/doctest.h>
#include <signal.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "catalog/catalog.hpp"
#include "e2e/host_process.hpp"

namespace e2e {
namespace {

constexpr const char* kMark = "\xE2\x9C";  // how ✔ and ✘ begin: a step is over

buzzout::Fixture shipped_fixture(const std::string& board) {
  return buzzout::Catalog({BUZZOUT_SOURCE_DIR}).fixture(fixture_of(board));
}

// The cable contacts that a verdict says it knows nothing about.
std::vector<std::string> unproved(const nlohmann::json& record) {
  std::vector<std::string> out;
  for (const auto& n : record["not_tested"])
    if (n["code"] == "socket-wire-unproved")
      for (const auto& c : n["contacts"]) out.push_back(c);
  return out;
}

// A person who does what the prompts of the self-test say, and presses Ctrl-C as soon as the step of the
// named socket is over.
Run self_test(const Account& account, BenchProcess& bench, const std::string& board,
              const std::string& gives_up_after = "") {
  const auto host = start_host(account, bench, {"fixtures", "self-test"});
  REQUIRE(host->take_through("Unplug everything"));
  REQUIRE(host->take_through("\n"));
  bench.command("unplug");
  host->type("\n");
  REQUIRE(host->take_through(kMark));
  for (const auto& socket : shipped_fixture(board).sockets) {
    CAPTURE(socket.name);
    if (!host->take_through("into " + socket.name + ",")) break;
    REQUIRE(host->take_through("no such plug)"));
    bench.plug("none,loop:" + socket.name);
    host->type("\n");
    REQUIRE(host->take_through(kMark));
    if (socket.name == gives_up_after) {
      host->send_signal(SIGINT);
      return finish(*host);
    }
    bench.command("unplug");
  }
  host->close_input();
  return finish(*host);
}

// A person who holds the lead to one socket contact after the other; counts them.
Run trace(const Account& account, BenchProcess& bench, const std::string& board, int& wires,
          const std::string& gives_up_after = "") {
  const auto host = start_host(account, bench, {"fixtures", "trace"});
  const auto fixture = shipped_fixture(board);
  const std::string last =
      fixture.sockets.back().name + "." + fixture.sockets.back().wires.back().first;
  for (const auto& socket : fixture.sockets)
    for (const auto& [pin, point] : socket.wires) {
      const std::string contact = socket.name + "." + pin;
      CAPTURE(contact);
      bench.plug("none,touch:" + contact);
      REQUIRE(host->take_through(contact + " "));
      bench.command("unplug");
      ++wires;
      if (contact == gives_up_after) {
        host->send_signal(SIGINT);
        return finish(*host);
      }
      constexpr std::uint64_t clean_scan = 150;  // bytes, at least, of its reply
      if (contact != last) bench.await_sent(bench.status("sent") + 4 * clean_scan);
    }
  return finish(*host);
}

}  // namespace

TEST_SUITE("proofs") {
  TEST_CASE("a self-test with loop-back plugs proves the wires behind isolated contacts") {
    for (const std::string board : {"uno", "mega"}) {
      CAPTURE(board);
      BenchProcess bench(board, {.cable = kCable});
      Account account(fixture_of(board));
      const auto before = run_host(account, bench, {"test", kCable, "--json"});
      CHECK(before.end.status == 0);
      CHECK(unproved(before.json()) == std::vector<std::string>{"amp.S"});

      const Run test = self_test(account, bench, board);
      INFO(test.out << test.err);
      CHECK(test.end.status == 0);
      CHECK(test.out.find("Proved for a week: the empty fixture and the wires of every socket.") !=
            std::string::npos);

      bench.plug(kCable);
      const auto after = run_host(account, bench, {"test", kCable, "--json"});
      CHECK(after.end.status == 0);
      CHECK(after.json()["outcome"] == "PASS");
      CHECK(unproved(after.json()).empty());
    }
  }

  TEST_CASE("a cut wire behind an isolated contact is not tested, then found by the self-test") {
    for (const std::string board : {"uno", "mega"}) {
      CAPTURE(board);
      BenchProcess bench(board, {.cable = "4.4-ts,cut:amp-4.4.S"});
      Account account(fixture_of(board));
      const auto before = run_host(account, bench, {"test", kCable, "--json"});
      CHECK(before.end.status == 0);
      CHECK(unproved(before.json()) == std::vector<std::string>{"amp.S"});
      const Run shorted = [&] {
        bench.plug("4.4-ts,short:amp.S:amp.T");
        return run_host(account, bench, {"test", kCable, "--json"});
      }();
      // The fault that hides behind the cut wire: the verdict has to say that it did not look
      // there.
      CHECK(unproved(shorted.json()) == std::vector<std::string>{"amp.S"});

      const Run test = self_test(account, bench, board);
      INFO(test.out << test.err);
      CHECK(test.end.status == 2);
      CHECK(test.out.find("point 5") != std::string::npos);
      CHECK(test.out.find("amp-4.4.S") != std::string::npos);

      bench.plug(kCable);
      const auto after = run_host(account, bench, {"test", kCable, "--json"});
      CHECK(after.end.status == 2);
      CHECK(after.json()["error"]["code"] == "fixture-wire-broken");
    }
  }

  TEST_CASE("a bridge inside the jig is found with nothing plugged in") {
    BenchProcess bench("mega", {.cable = "none,bridge:7:8"});
    Account account(fixture_of("mega"));
    const Run test = self_test(account, bench, "mega");
    CHECK(test.end.status == 2);
    CHECK(test.out.find("point 7") != std::string::npos);
    CHECK(test.out.find("point 8") != std::string::npos);
    bench.plug("4.4-ts");
    CHECK(run_host(account, bench, {"test", kCable, "--json"}).end.status == 2);
  }

  TEST_CASE("a trace finds two wires of the fixture exchanged") {
    BenchProcess bench("uno", {.cable = "none,exchange:left.T:left.S"});
    Account account(fixture_of("uno"));
    int wires = 0;
    const Run run = trace(account, bench, "uno", wires);
    CHECK(run.end.status == 1);
    CHECK(run.out.find("left.T  answers as point 7, should be point 6") != std::string::npos);
    CHECK(run.out.find("left.S  answers as point 6, should be point 7") != std::string::npos);
    CHECK(run.out.find("The wires behind left.T and left.S are exchanged.") != std::string::npos);
    CHECK(run.out.find(std::to_string(wires - 2) + " of " + std::to_string(wires)) !=
          std::string::npos);
    bench.plug("4.4-ts,swap:left.T:left.S");  // measures as a good cable does
    const auto after = run_host(account, bench, {"test", kCable, "--json"});
    CHECK(after.end.status == 2);
    CHECK(after.json()["error"]["code"] == "fixture-miswired");
  }

  TEST_CASE("a defect that the self-test showed is remembered though Ctrl-C follows") {
    BenchProcess bench("mega");
    Account account(fixture_of("mega"));
    REQUIRE(self_test(account, bench, "mega").end.status == 0);
    bench.plug("none,cut:amp-4.4.S");
    CHECK(self_test(account, bench, "mega", "amp-4.4").end.status == 130);
    bench.plug("4.4-ts,short:amp.S:amp.T");
    const auto after = run_host(account, bench, {"test", kCable, "--json"});
    CHECK(after.end.status == 2);
    CHECK(after.json()["error"]["code"] == "fixture-wire-broken");
  }

  TEST_CASE("a self-test ended by a lost jig leaves no proof of the socket it was at") {
    BenchProcess bench("uno");
    Account account(fixture_of("uno"));
    REQUIRE(self_test(account, bench, "uno").end.status == 0);
    {
      const auto host = start_host(account, bench, {"fixtures", "self-test"});
      host->type("\n");
      REQUIRE(host->take_through("into amp-4.4,"));
      bench.plug("none,cut:amp-4.4.S,loop:amp-4.4");
      bench.command("stall 60000");
      host->type("\n");
      CHECK(finish(*host).end.status == 2);
    }
    BenchProcess again("uno", {.cable = "4.4-ts"});
    const auto after = run_host(account, again, {"test", kCable, "--json"});
    CHECK(unproved(after.json()) == std::vector<std::string>{"amp.S"});
  }

  TEST_CASE("a trace that showed an exchange is remembered though Ctrl-C follows") {
    BenchProcess bench("mega", {.cable = "none,exchange:amp-4.4.T:amp-4.4.R1"});
    Account account(fixture_of("mega"));
    int wires = 0;
    CHECK(trace(account, bench, "mega", wires, "amp-4.4.T").end.status == 130);
    bench.plug("4.4-ts,swap:amp.T:amp.R1");
    const auto after = run_host(account, bench, {"test", kCable, "--json"});
    CHECK(after.end.status == 2);
    CHECK(after.json()["error"]["code"] == "fixture-miswired");
  }

  TEST_CASE("a plug that is left in is asked out before the next socket, whatever is typed") {
    BenchProcess bench("mega");
    Account account(fixture_of("mega"));
    const auto host = start_host(account, bench, {"fixtures", "self-test"});
    host->type("\n");
    REQUIRE(host->take_through("into amp-4.4,"));
    bench.plug("none,loop:amp-4.4");
    host->type("\n");
    REQUIRE(host->take_through("Take the plug out."));
    host->type("\n\n");
    CHECK_FALSE(host->take_through("into amp-xlr4,", milliseconds(500)));
    bench.command("unplug");
    CHECK(host->take_through("into amp-xlr4,"));
    CHECK(host->take_through("the jig cannot tell it from amp-4.4"));
    host->close_input();
    CHECK(finish(*host).end.status == 130);
  }

  TEST_CASE("a self-test with sockets skipped says what was proved and what was not") {
    BenchProcess bench("mega");
    Account account(fixture_of("mega"));
    const auto skip = [&](const std::set<std::string>& with_plug, std::vector<std::string> words) {
      const auto host = start_host(account, bench, std::move(words));
      host->type("\n");
      for (const auto& socket : shipped_fixture("mega").sockets) {
        const bool plug = with_plug.contains(socket.name);
        if (plug) {
          REQUIRE(host->take_through("into " + socket.name + ","));
          bench.plug("none,loop:" + socket.name);
        }
        host->type(plug ? "\n" : "s\n");
        if (!plug) continue;
        REQUIRE(host->take_through(kMark));
        bench.command("unplug");
        REQUIRE(host->take_through("loop-back plug"));
      }
      return finish(*host);
    };
    const Run none = skip({}, {"fixtures", "self-test"});
    CHECK(none.end.status == 1);
    CHECK(none.out.find("No socket was\n    proved.") != std::string::npos);
    CHECK(none.out.find("Skipped: amp-4.4, amp-xlr4,") != std::string::npos);
    const Run one = skip({"amp-4.4"}, {"fixtures", "self-test"});
    CHECK(one.end.status == 1);
    CHECK(one.out.find("the empty fixture, and the wires of amp-4.4.\n  Skipped: amp-xlr4,") !=
          std::string::npos);
    const Run json = skip({}, {"fixtures", "self-test", "--json"});
    CHECK(json.end.status == 1);
    CHECK(json.json()["passed"] == false);
    CHECK(json.json()["steps"][1]["result"] == "skipped");
  }

  TEST_CASE("where nothing can be remembered a self-test does not begin") {
    BenchProcess bench("uno");
    Account account(fixture_of("uno"));
    auto variables = account.variables(bench.shim());
    variables["XDG_DATA_HOME"] = "/proc/nowhere";
    Child host({BUZZOUT_HOST, "fixtures", "self-test", "--library", BUZZOUT_SOURCE_DIR, "-p", bench.port()},
               variables);
    host.type("\n");
    const Run run = finish(host);
    CHECK(run.end.status == 2);
    CHECK(run.err.starts_with("error: cannot write what was proved"));
    CHECK(run.out.find("loop-back plug") == std::string::npos);
  }

  TEST_CASE("a trace of a fixture wired as it says finds nothing") {
    BenchProcess bench("mega");
    Account account(fixture_of("mega"));
    int wires = 0;
    const Run run = trace(account, bench, "mega", wires);
    CHECK(run.end.status == 0);
    CHECK(run.out.find(std::to_string(wires) + " of " + std::to_string(wires)) !=
          std::string::npos);
  }
}

}  // namespace e2e
