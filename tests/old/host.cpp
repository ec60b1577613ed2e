#include <doctest/doctest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "old/frozen.hpp"

// The program of an older version in front of today's firmware and data. BUZZOUT_OLD_HOST is its path (old-host builds
// it); without it there is nothing to do.
namespace frozen {
namespace {

std::string old_host() {
  const char* path = std::getenv("BUZZOUT_OLD_HOST");
  return path != nullptr ? path : "";
}

Run run_old(const Child::Variables& variables, std::vector<std::string> words) {
  words.insert(words.begin(), old_host());
  Child host(words, variables);
  host.close_input();
  return e2e::finish(host);
}

}  // namespace

TEST_SUITE("old-host" * doctest::skip(old_host().empty())) {
  TEST_CASE("an older host tests, scans and watches with today's firmware as with its own") {
    for (const auto& [board, cable, bad] : std::vector<std::tuple<std::string, std::string, std::string>>{
             {"uno", "4.4-ts", "open:right.S"}, {"mega", "4.4-ts", "short:amp.R1:amp.R3"}, {"mega64", "db25-xlr", "open:ch3.2"}}) {
      CAPTURE(board);
      e2e::BenchProcess bench(board, {.cable = cable});
      const e2e::Account account(e2e::fixture_of(board));
      const auto run = [&](std::vector<std::string> words, int status) {
        words.insert(words.end(), {"-p", bench.port()});
        const Run done = run_old(account.variables(bench.shim()), words);
        INFO(words.front() << ": " << done.out << done.err);
        CHECK(done.end.status == status);
        return done.out;
      };
      CHECK(json::parse(run({"jigs", "info", "--json"}, 0)).at("number") == e2e::kJigNumber);
      CHECK(json::parse(run({"test", cable, "--json"}, 0)).at("outcome") == "PASS");
      CHECK(bench.status("pass_lamp") == 1);
      run({"scan"}, 0);
      CHECK(bench.status("pass_lamp") == 0);
      run({"identify"}, 0);
      CHECK(run({"watch", cable, "--json"}, 0).find("\"PASS\"") != std::string::npos);
      bench.plug(cable + "," + bad);
      CHECK(json::parse(run({"test", cable, "--json"}, 1)).at("outcome") == "FAIL");
      CHECK(bench.status("pass_lamp") == 0);
      bench.command("unplug");
      run({"test", cable}, 3);
    }
  }

  TEST_CASE("an older host does not touch what a newer one wrote, unless it understands it") {
    for (const auto& home : all_homes()) {
      CAPTURE(home.name);
      const Copied desk(home);
      REQUIRE(desk.run({"test", "4.4-ts", "-p", "sim:good", "-f", "headphone-bench", "--serial", "NEW-1", "--save"}).end.status == 0);
      const auto before = fingerprints(desk.data());
      const Run list = run_old(desk.variables(), {"records", "list", "--json"});
      INFO(list.out << list.err);
      if (list.end.status == 0)
        CHECK(list.out.find("NEW-1") != std::string::npos);
      else
        CHECK(list.out.find("store-newer") != std::string::npos);
      CHECK(fingerprints(desk.data()) == before);
    }
  }
}

}  // namespace frozen
