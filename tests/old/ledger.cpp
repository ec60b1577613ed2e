#include <doctest/doctest.h>

#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "old/frozen.hpp"

// What older versions remembered about jigs and fixtures.
namespace frozen {
namespace {

constexpr std::time_t kHour = 3600;

struct Bench {
  std::string board, fixture;  // a name of the library, or a file of the user's
  std::uint32_t number;
};

// Where a record of that computer was measured.
Bench bench_of(const Desk& desk, const json& record) {
  const std::string fixture = record.at("fixture").at("name");
  const fs::path own = desk.data() / "fixtures" / (fixture + ".yaml");
  return {record.at("jig").at("board"), fs::exists(own) ? own.string() : fixture, record.at("jig").at("number")};
}

// The same test again, in front of the firmware of today.
json tested(const Desk& desk, const Bench& bench, const std::string& profile, const std::string& cable) {
  e2e::BenchProcess jig(bench.board, {.cable = cable, .number = bench.number, .fixture = bench.fixture, .library = desk.data().string()});
  Child host({BUZZOUT_HOST, "test", profile, "-p", jig.port(), "-f", bench.fixture, "--json"}, desk.variables(jig.shim()));
  const Run run = e2e::finish(host);
  CAPTURE(run.out);
  return run.json();
}

// As if all of it had been proved then.
void set_age(const fs::path& ledger, std::time_t seconds) {
  const std::string before = bytes_of(ledger);
  const std::string after = std::regex_replace(before, std::regex(": 1[0-9]{9}\\b"), ": " + std::to_string(std::time(nullptr) - seconds));
  CHECK(after != before);
  std::ofstream(ledger, std::ios::binary) << after;
}

std::set<std::string> codes_of(const json& not_tested) {
  std::set<std::string> out;
  for (const auto& n : not_tested) out.insert(n.at("code"));
  return out;
}

}  // namespace

TEST_SUITE("old-ledger") {
  TEST_CASE("a defect that an older version found is known still, on that jig and on no other") {
    int defects = 0;
    for (const auto& home : all_homes()) {
      CAPTURE(home.name);
      const Copied desk(home);
      for (const auto& record : home.records()) {
        if (!record.value("serial", "").starts_with("DEFECT-")) continue;
        const std::string code = record.at("error").at("code"), profile = record.at("profile").at("name");
        CAPTURE(code);
        ++defects;
        Bench bench = bench_of(desk, record);
        const json again = tested(desk, bench, profile, profile);
        CHECK(again.at("outcome") == "ERROR");
        CHECK(again.at("error").at("code") == code);
        bench.number += 1000;
        CHECK(tested(desk, bench, profile, profile).at("outcome") == "PASS");
      }
    }
    CHECK(defects >= 5);
  }

  TEST_CASE("what an older version proved an hour ago is believed still, and what it proved a month ago is not") {
    for (const auto& home : all_homes())
      for (const bool fresh : {true, false}) {
        CAPTURE(home.name);
        CAPTURE(fresh);
        const Copied desk(home);
        set_age(desk.data() / "proofs.json", fresh ? kHour : 30 * 24 * kHour);
        for (const auto& record : home.records()) {
          if (record.value("serial", "") != "OUR-1" || record.at("format") != "buzzout.test/1") continue;
          const auto codes = codes_of(tested(desk, bench_of(desk, record), "my-cable", "my-cable").at("not_tested"));
          CHECK(codes.contains("fixture-never-empty") != fresh);
        }
      }
  }

  TEST_CASE("a ledger that cannot be understood is an error, and stays as it is") {
    const Copied desk(all_homes().front());
    const fs::path ledger = desk.data() / "proofs.json";
    std::ofstream(ledger) << "{\"format\": \"buzzout.proofs/999\"}\n";
    const std::string before = bytes_of(ledger);
    e2e::BenchProcess jig("uno", {.cable = "4.4-ts"});
    Child host({BUZZOUT_HOST, "test", "4.4-ts", "-p", jig.port()}, desk.variables(jig.shim()));
    CHECK(e2e::finish(host).end.status == 2);
    CHECK(bytes_of(ledger) == before);
  }
}

}  // namespace frozen
