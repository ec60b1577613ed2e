#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "e2e/raw_client.hpp"
#include "old/frozen.hpp"

// Jigs that nobody has flashed since: the HEX files of older versions, in front of the host of today.
namespace frozen {
namespace {

using e2e::Account;
using e2e::BenchProcess;
using e2e::run_host;

constexpr std::uint64_t kReadyBytes = 10;  // "#BUZZOUT …"

struct Kind {
  std::string board, cable, open;
};
const std::vector<Kind> kKinds = {{"uno", "4.4-ts", "open:right.S"},
                                  {"mega", "4.4-ts", "open:right.S"},
                                  {"mega64", "db25-xlr", "open:ch3.2"}};

class OldJig : public BenchProcess {
 public:
  OldJig(const Version& version, const std::string& board, const std::string& cable, std::uint32_t number = e2e::kJigNumber)
      : BenchProcess(board, {.cable = cable, .number = number, .elf = version.hex(board).string()}) {
    await_sent(kReadyBytes);
  }
};

template <class Use>
void on_each(Use use) {
  for (const auto& version : versions())
    for (const auto& kind : kKinds) {
      CAPTURE(version.name);
      CAPTURE(kind.board);
      use(version, kind);
    }
}

std::set<std::string> option_names(BenchProcess& bench) {
  std::set<std::string> out;
  std::string answer = e2e::RawClient(bench.link()).ask("*OPT?") + ",";
  for (std::size_t at = 0; at < answer.size(); at = answer.find(',', at) + 1) out.insert(answer.substr(at, answer.find('=', at) - at));
  return out;
}

}  // namespace

TEST_SUITE("old-firmware") {
  TEST_CASE("on a jig with older firmware a cable passes, fails or is not there, and the lamps say so") {
    on_each([](const Version& version, const Kind& kind) {
      OldJig bench(version, kind.board, kind.cable);
      const Account account(e2e::fixture_of(kind.board));
      const Run pass = run_host(account, bench, {"test", kind.cable, "--json"});
      CHECK(pass.end.status == 0);
      CHECK(pass.json().at("outcome") == "PASS");
      CHECK(pass.json().at("jig").at("firmware") == version.name);
      CHECK(pass.json().at("jig").at("number") == e2e::kJigNumber);
      CHECK(bench.status("pass_lamp") == 1);
      const nlohmann::json not_tested = pass.json().at("not_tested");
      const bool says = std::ranges::any_of(not_tested, [](const auto& n) { return n.at("code") == "firmware-older"; });
      const auto could = option_names(bench);
      CHECK(says == (!could.contains("LAMP") || (kind.board == "mega" && !could.contains("RANGE"))));
      bench.plug(kind.cable + "," + kind.open);
      const Run fail = run_host(account, bench, {"test", kind.cable, "--json"});
      CHECK(fail.end.status == 1);
      CHECK(fail.json().at("faults").at(0).at("kind") == "open");
      CHECK(bench.status("pass_lamp") == 0);
      bench.command("unplug");
      CHECK(run_host(account, bench, {"test", kind.cable}).end.status == 3);
      bench.plug(kind.cable + ",stuck:7:low");
      CHECK(run_host(account, bench, {"test", kind.cable}).end.status == 2);
      CHECK(bench.status("pass_lamp") == 0);
      CHECK(bench.status("violations") == 0);
    });
  }

  TEST_CASE("a jig with older firmware tells who it is, gets its number, and is scanned, identified and watched") {
    on_each([](const Version& version, const Kind& kind) {
      OldJig bench(version, kind.board, kind.cable, 0);
      const Account account(e2e::fixture_of(kind.board));
      const Run info = run_host(account, bench, {"jigs", "info", "--json"});
      CHECK(info.end.status == 0);
      CHECK(info.json().at("firmware") == version.name);
      CHECK(info.json().at("self_test") == 0);
      CHECK(run_host(account, bench, {"scan"}).end.status == 0);
      const auto number = run_host(account, bench, {"jigs", "info", "--json"}).json().at("number");
      CHECK(number != 0);
      CHECK(run_host(account, bench, {"identify"}).end.status == 0);
      const Run watched = run_host(account, bench, {"watch", kind.cable, "--json"});
      INFO(watched.out << watched.err);
      CHECK(watched.out.find("\"number\":" + number.dump()) != std::string::npos);
      CHECK(watched.end.status == 0);
      CHECK(watched.out.find("\"PASS\"") != std::string::npos);
    });
  }

  TEST_CASE("a fixture on a jig with older firmware is proved: its defects are found, and remembered") {
    for (const auto& version : versions()) {
      const Account account(e2e::fixture_of("uno"));
      const auto self_test = [&](OldJig& bench) {
        const auto host = e2e::start_host(account, bench, {"fixtures", "self-test"});
        REQUIRE(host->take_through("Unplug everything"));
        bench.command("unplug");
        host->type("\n");
        if (host->take_through("into amp-4.4,")) {  // else it ends with what it found
          bench.plug("none,loop:amp-4.4");
          host->type("\n");
          REQUIRE(host->take_through("\xE2\x9C\x94 amp-4.4"));
        }
        host->close_input();
        return e2e::finish(*host).end.status;
      };
      {
        OldJig bridged(version, "uno", "none,bridge:1:6", 4711);
        CHECK(self_test(bridged) == 2);
        bridged.plug("4.4-ts");
        CHECK(run_host(account, bridged, {"test", "4.4-ts"}).end.status == 2);
      }
      OldJig sound(version, "uno", "4.4-ts", 4712);
      self_test(sound);
      sound.plug("4.4-ts");
      const json pass = run_host(account, sound, {"test", "4.4-ts", "--json"}).json();
      CHECK(pass.at("outcome") == "PASS");
      for (const auto& n : pass.at("not_tested")) {
        CHECK(n.at("code") != "fixture-never-empty");
        CHECK(n.at("code") != "socket-wire-unproved");
      }
    }
  }

  TEST_CASE("a lot is begun on a jig with older firmware, and gone on with after it was flashed") {
    for (const auto& version : versions()) {
      const Account account(e2e::fixture_of("uno"));
      const auto cable = [&](BenchProcess& bench, const std::string& serial, std::vector<std::string> more) {
        std::vector<std::string> words = {"batch", "4.4-ts", "--lot", "K", "--no-gate"};
        words.insert(words.end(), more.begin(), more.end());
        const auto host = e2e::start_host(account, bench, words);
        REQUIRE(host->take_through("Scan the serial number"));
        host->type(serial + "\n");
        REQUIRE(host->take_through("Plug it in"));
        bench.plug("4.4-ts");
        REQUIRE(host->take_through("Lot K: "));
        bench.command("unplug");
        REQUIRE(host->take_through("Scan the serial number"));
        host->close_input();
        const Run run = e2e::finish(*host);
        INFO(run.out << run.err);
        CHECK(run.end.status == 0);
      };
      {
        OldJig bench(version, "uno", "none");
        cable(bench, "K-1", {});
      }
      BenchProcess bench("uno");
      cable(bench, "K-2", {"--resume"});
    }
  }

  TEST_CASE("what older firmware cannot do is said, with the remedy") {
    on_each([](const Version& version, const Kind& kind) {
      OldJig old_jig(version, kind.board, kind.cable);
      BenchProcess new_jig(kind.board, {.cable = kind.cable});
      const auto can = option_names(new_jig), could = option_names(old_jig);
      for (const auto& option : could) CHECK_MESSAGE(can.contains(option), option);
      const bool lacks = can.size() > could.size();
      const Account account(e2e::fixture_of(kind.board));
      const auto says_flash = [&](BenchProcess& bench) {
        const std::string said = run_host(account, bench, {"test", kind.cable}).out + run_host(account, bench, {"jigs", "info"}).out;
        return said.find("buzzout jigs flash") != std::string::npos;
      };
      if (lacks) CHECK(says_flash(old_jig));
      CHECK_FALSE(says_flash(new_jig));
    });
  }
}

}  // namespace frozen
