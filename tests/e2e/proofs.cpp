#include <doctest/doctest.h>

#include <algorithm>
#include <iostream>

#include "catalog/catalog.hpp"
#include "e2e/host_process.hpp"

namespace e2e {
namespace {

constexpr const char* kCable = "4.4-ts";

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

// A person who does what the prompts of the self-test say.
Run self_test(const Account& account, BenchProcess& bench, const std::string& board) {
  const auto host = start_host(account, bench, {"fixtures", "self-test"});
  REQUIRE(host->take_through("Unplug everything"));
  REQUIRE(host->take_through("\n"));
  bench.command("unplug");
  host->type("\n");
  for (const auto& socket : shipped_fixture(board).sockets) {
    CAPTURE(socket.name);
    if (!host->take_through("Loop-back plug into " + socket.name + ",")) break;
    REQUIRE(host->take_through("\n"));
    bench.plug("none,loop:" + socket.name);
    host->type("\n");
  }
  host->close_input();
  return finish(*host);
}

// A person who holds the lead to one socket contact after the other; counts them.
Run trace(BenchProcess& bench, const std::string& board, int& wires) {
  Account account;
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
      Account account;
      const auto before = run_host(account, bench, {"test", kCable, "--json"});
      CHECK(before.end.status == 0);
      CHECK(unproved(before.json()) == std::vector<std::string>{"amp.S"});

      const Run test = self_test(account, bench, board);
      INFO(test.out << test.err);
      CHECK(test.end.status == 0);
      CHECK(test.out.find("Proved for a week.") != std::string::npos);

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
      Account account;
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
    Account account;
    const Run test = self_test(account, bench, "mega");
    CHECK(test.end.status == 2);
    CHECK(test.out.find("point 7") != std::string::npos);
    CHECK(test.out.find("point 8") != std::string::npos);
    bench.plug("4.4-ts");
    CHECK(run_host(account, bench, {"test", kCable, "--json"}).end.status == 2);
  }

  TEST_CASE("a trace finds two wires of the fixture exchanged") {
    BenchProcess bench("uno", {.cable = "none,exchange:left.T:left.S"});
    int wires = 0;
    const Run run = trace(bench, "uno", wires);
    CHECK(run.end.status == 1);
    CHECK(run.out.find("left.T  answers as point 7, should be point 6") != std::string::npos);
    CHECK(run.out.find("left.S  answers as point 6, should be point 7") != std::string::npos);
    CHECK(run.out.find("The wires behind left.T and left.S are exchanged.") != std::string::npos);
    CHECK(run.out.find(std::to_string(wires - 2) + " of " + std::to_string(wires)) !=
          std::string::npos);
  }

  TEST_CASE("a trace of a fixture wired as it says finds nothing") {
    BenchProcess bench("mega");
    int wires = 0;
    const Run run = trace(bench, "mega", wires);
    CHECK(run.end.status == 0);
    CHECK(run.out.find(std::to_string(wires) + " of " + std::to_string(wires)) !=
          std::string::npos);
  }
}

}  // namespace e2e
