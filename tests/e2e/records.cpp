#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "e2e/host_process.hpp"

namespace e2e {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;


// Where this account's data is.
fs::path data_of(const Account& account, const BenchProcess& bench) {
  return fs::path(account.variables(bench.shim()).at("XDG_DATA_HOME")) / "buzzout";
}

std::vector<json> kept(const Account& account, const BenchProcess& bench) {
  Child host({BUZZOUT_HOST, "records", "list", "--json"}, account.variables(bench.shim()));
  std::istringstream lines(finish(host).out);
  std::vector<json> out;
  for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
  return out;
}

Run records(const Account& account, const BenchProcess& bench, std::vector<std::string> words) {
  words.insert(words.begin(), {BUZZOUT_HOST, "records"});
  Child host(words, account.variables(bench.shim()));
  return finish(host);
}

void write(const fs::path& file, const std::string& bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace

TEST_SUITE("records") {
  TEST_CASE("every test on a real jig is kept, as it was shown") {
    BenchProcess bench("mega", {.cable = kCable});
    Account account(fixture_of("mega"));
    const json pass = run_host(account, bench, {"test", kCable, "--serial", "1", "--json"}).json();
    bench.plug("4.4-ts,open:amp.R1");
    const json fail = run_host(account, bench, {"test", kCable, "--serial", "2", "--json"}).json();
    bench.plug("none");
    const json none = run_host(account, bench, {"test", kCable, "--json"}).json();
    CHECK(pass["chain"]["number"] == 1);
    CHECK(fail["chain"]["number"] == 2);
    CHECK(fail["chain"]["previous"].get<std::string>().size() == 64);
    CHECK(none["outcome"] == "NO_CABLE");
    for (const json& shown : {pass, fail, none})
      CHECK(records(account, bench, {"show", shown["id"], "--json"}).json() == shown);
    // What is kept names no command: whoever shows it words the action.
    const std::vector<json> all = kept(account, bench);
    REQUIRE(all.size() == 3);
    const json &was_kept = all[1]["diagnoses"][0], &was_shown = fail["diagnoses"][0];
    CHECK(was_kept["action"] == was_shown["action"]);
    CHECK(was_kept["repair"].get<std::string>() + " To prove the fixture: buzzout fixtures self-test -f headphone-bench." == was_shown["repair"]);
    for (const json& record : all) CHECK(record.dump().find("buzzout ") == record.dump().find("buzzout 0.1.0"));
    CHECK(records(account, bench, {"verify"}).end.status == 0);
  }

  TEST_CASE("a kept test is shown again as it was, when its profile is gone") {
    BenchProcess bench("uno", {.cable = "4.4-ts,swap:left.T:left.S"});
    Account account(fixture_of("uno"));
    TempFolder folder;
    const fs::path file = folder.path() / "pentaconn-4.4-to-dual-ts-3.5.yaml";
    fs::copy(fs::path(BUZZOUT_SOURCE_DIR) / "profiles/pentaconn-4.4-to-dual-ts-3.5.yaml", file);
    const Run test = run_host(account, bench, {"test", file.string(), "--serial", "K7-1"});
    CHECK(test.end.status == 1);
    fs::remove(file);
    const Run shown = records(account, bench, {"show", "K7-1"});
    CHECK(shown.end.status == 0);
    CHECK(shown.out.starts_with(test.out));
    CHECK(shown.out.size() > test.out.size());
  }

  TEST_CASE("what keeps a record from being written is told before anything is measured") {
    struct Trouble {
      const char* code;
      std::string bytes;  // of the file of records
    };
    for (const auto& [code, bytes] : {Trouble{"store-not-ours", "profile: none of ours\n"}, Trouble{"store-corrupt", ""}}) {
      CAPTURE(code);
      BenchProcess bench("mega", {.cable = kCable});
      Account account(fixture_of("mega"));
      write(data_of(account, bench) / "records.sqlite", bytes);
      const Run run = run_host(account, bench, {"test", kCable, "--json"});
      CHECK(run.end.status == 2);
      CHECK(run.json()["error"]["code"] == code);
      CHECK(bench.status("pass_lamp") == 0);
    }
    BenchProcess bench("mega", {.cable = kCable});
    auto variables = Account(fixture_of("mega")).variables(bench.shim());
    variables["XDG_DATA_HOME"] = "/proc/nowhere";
    Child host({BUZZOUT_HOST, "test", kCable, "-p", bench.port(), "--library", BUZZOUT_SOURCE_DIR, "-f", fixture_of("mega")},
               variables);
    const Run run = finish(host);
    CHECK(run.end.status == 2);
    CHECK(run.out.empty());
    CHECK(run.err.find("/proc/nowhere/buzzout/records.sqlite") != std::string::npos);
    CHECK(bench.status("pass_lamp") == 0);
  }

  TEST_CASE("a pile is kept cable by cable, and a store that is taken away ends it before the next one") {
    BenchProcess bench("mega", {.cable = kCable});
    Account account(fixture_of("mega"));
    const auto host = start_host(account, bench, {"test", kCable, "--loop", "--json"});
    REQUIRE(host->take_through("\n"));
    host->type("\n");
    REQUIRE(host->take_through("\n"));
    CHECK(kept(account, bench).size() == 2);
    const fs::path file = data_of(account, bench) / "records.sqlite";
    fs::rename(file, file.string() + ".away");
    host->type("\n");
    const Run run = finish(*host);
    CHECK(run.end.status == 2);
    CHECK(run.out.find("store-gone") != std::string::npos);
    std::size_t documents = 0;
    for (std::size_t at = 0; (at = run.out.find("buzzout.test/1", at)) != std::string::npos; ++at) ++documents;
    CHECK(documents == 2);
    CHECK_FALSE(fs::exists(file));
  }

  TEST_CASE("a repair is kept between the FAIL and the next test") {
    BenchProcess bench("mega", {.cable = "4.4-ts,open:right.S"});
    Account account(fixture_of("mega"));
    const json fail = run_host(account, bench, {"test", kCable, "--serial", "417", "--json"}).json();
    CHECK(records(account, bench, {"repair", "418", "--did", "nothing"}).end.status == 2);
    const json repair = records(account, bench, {"repair", "417", "--did", "redo right.S", "--operator", "Ann", "--json"}).json();
    CHECK(repair["of"] == fail["id"]);
    bench.plug(kCable);
    CHECK(run_host(account, bench, {"test", kCable, "--serial", "417"}).end.status == 0);
    const auto all = kept(account, bench);
    REQUIRE(all.size() == 3);
    CHECK(all[1]["format"] == "buzzout.repair/1");
    CHECK(all[1]["did"] == "redo right.S");
    CHECK(all[2]["outcome"] == "PASS");
    const Run shown = records(account, bench, {"show", "417"});
    CHECK(shown.out.find("redo right.S") != std::string::npos);
    CHECK(shown.out.find("PASS (this one)") == std::string::npos);
    CHECK(shown.out.find("(this one)") != std::string::npos);
    CHECK(records(account, bench, {"verify"}).end.status == 0);
  }
}

}  // namespace e2e
