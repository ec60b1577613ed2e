#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "avr/pty_link.hpp"
#include "e2e/host_process.hpp"
#include "e2e/port_speed.hpp"
#include "e2e/raw_client.hpp"

namespace e2e {
namespace {

// Brings the firmware to its slower speed, as a host at 115,200 baud does.
void slow_down(const BenchProcess& bench) {
  RawClient client(bench.link(), B115200);
  std::string answer;
  for (int i = 0; i < 10 && !answer.starts_with("Buzzout,"); ++i) {
    client.send("\n*IDN?\n");
    answer = client.line(milliseconds(1000));
  }
  REQUIRE(answer.starts_with("Buzzout,"));
}

Run run_with_baud_shim(const Account& account, const BenchProcess& bench, const std::string& mode,
                       std::vector<std::string> words) {
  ::setenv("BUZZOUT_BAUD_SHIM", mode.c_str(), 1);
  const auto host = start_host(account, bench.port(), bench.shim() + ":" BUZZOUT_BAUD_SHIM, words);
  ::unsetenv("BUZZOUT_BAUD_SHIM");
  return finish(*host);
}

// A device that talks of its own accord, as a sketch of somebody else's does.
class Chatterbox {
 public:
  Chatterbox() : link_((folder_.path() / "port").string()), talk_([this] { talk(); }) {}
  ~Chatterbox() {
    stop_ = true;
    talk_.join();
  }
  std::string port() const { return link_.port_name(); }

 private:
  void talk() {
    const std::string line = "temp=21.5\r\n";
    while (!stop_) {
      link_.write({reinterpret_cast<const std::uint8_t*>(line.data()), line.size()});
      link_.read();
      std::this_thread::sleep_for(milliseconds(50));
    }
  }
  TempFolder folder_;
  buzzout::PtyLink link_;
  std::atomic<bool> stop_{false};
  std::thread talk_;
};

}  // namespace

TEST_SUITE("ports") {
  TEST_CASE("with standard streams closed the port stays the jig's alone") {
    const std::pair<std::string, int> rows[] = {
        {">&-", 2}, {">&- 2>&-", 2}, {"<&- >&-", 2}, {"<&- >&- 2>&-", 2},
        {"<&-", 0}, {"2>&-", 0},     {"<&- 2>&-", 0}};
    for (const auto& [closed, status] : rows)
      for (const std::string words : {"test 4.4-ts", "test 4.4-ts --json", "test 4.4-ts --loop"}) {
        CAPTURE(closed);
        CAPTURE(words);
        BenchProcess bench("uno", {.cable = kCable});
        Account account;
        Child shell({"/bin/sh", "-c",
                     "exec " BUZZOUT_HOST " " + words + " -p " + bench.port() + " " + closed},
                    account.variables(bench.shim()));
        shell.close_input();
        const Run run = finish(shell);
        CHECK(run.end.status == status);
        if (status != 0 && closed.find("2>&-") == std::string::npos)
          CHECK(run.err.find("the output could not be written") != std::string::npos);
        CHECK(bench.status("pass_lamp") == (status == 0 && words != "test 4.4-ts --loop" ? 1 : 0));
        // The jig has heard nothing but requests.
        CHECK(RawClient(bench.link()).ask("SYST:ERR?").starts_with("0,"));
      }
  }

  TEST_CASE("a jig left at 115,200 baud is reached, though it loses the first request") {
    for (const char* board : {"uno", "mega"}) {
      CAPTURE(board);
      BenchProcess bench(board, {.cable = kCable});
      Account account;
      slow_down(bench);
      const Run run = run_host(account, bench, {"test", kCable, "--json"});
      INFO(run.out << run.err);
      CHECK(run.end.status == 0);
      CHECK(run.json()["outcome"] == "PASS");
      const Run info = run_host(account, bench, {"jigs", "info"});
      INFO(info.out << info.err);
      CHECK(info.end.status == 0);
    }
  }

  TEST_CASE("a port that does not do 1,000,000 baud is used at 115,200") {
    for (const char* mode : {"refuse", "clamp"}) {
      CAPTURE(mode);
      BenchProcess bench("uno", {.cable = kCable});
      Account account;
      RawClient(bench.link(), B115200);  // such a port is never found at the speed that it cannot do
      const Run good = run_with_baud_shim(account, bench, mode, {"test", kCable, "--json"});
      INFO(good.out << good.err);
      CHECK(good.end.status == 0);
      CHECK(good.json()["jig"]["number"] == kJigNumber);
      CHECK(speed_of(bench.link()) == 115200);
      bench.plug("4.4-ts,swap:left.T:left.S");
      const Run bad = run_with_baud_shim(account, bench, mode, {"test", kCable, "--json"});
      INFO(bad.out << bad.err);
      CHECK(bad.end.status == 1);
    }
  }

  TEST_CASE("the rate of the settings is the only one that is used") {
    for (const unsigned baud : {1000000U, 115200U}) {
      CAPTURE(baud);
      BenchProcess bench("uno", {.cable = kCable});
      const Account account("headphone-bench-uno", "baud: " + std::to_string(baud) + "\n");
      const Run info = run_host(account, bench, {"jigs", "info", "--json"});
      INFO(info.out << info.err);
      CHECK(info.end.status == 0);
      CHECK(info.json()["baud"] == baud);
      CHECK(speed_of(bench.link()) == baud);
      CHECK(run_host(account, bench, {"test", kCable, "--json"}).json()["outcome"] == "PASS");
      CHECK(speed_of(bench.link()) == baud);
    }
    BenchProcess bench("uno", {.cable = kCable});
    const Run wrong = run_host(Account("headphone-bench-uno", "baud: 9600\n"), bench, {"test", kCable});
    CHECK(wrong.end.status == 2);
    CHECK(wrong.err.find("config.yaml:2:7") != std::string::npos);
    CHECK(wrong.err.find("1000000, 115200") != std::string::npos);
  }

  TEST_CASE("noise from the jig's line is no answer") {
    BenchProcess bench("uno", {.cable = kCable});
    Account account;
    for (int i = 0; i < 5; ++i) {
      const auto host = start_host(account, bench, {"test", kCable, "--json"});
      while (host->running()) {
        bench.command("garbage 5");
        std::this_thread::sleep_for(milliseconds(3));
      }
      const Run run = finish(*host);
      INFO(run.out << run.err);
      CHECK((run.end.status == 0 || run.end.status == 2));
      CHECK(run.end.signal == 0);
      if (run.end.status == 2) CHECK(run.json().contains("error"));
    }
    CHECK(run_host(account, bench, {"test", kCable, "--json"}).end.status == 0);
  }

  TEST_CASE("a port that another host has open is busy") {
    BenchProcess bench("uno", {.cable = kCable});
    Account account;
    const auto first = start_host(account, bench, {"jigs", "console"});
    first->type("*IDN?\n");
    REQUIRE(first->take_through("Buzzout,uno,"));
    const Run second = run_host(account, bench, {"test", kCable, "--json"});
    CHECK(second.end.status == 2);
    CHECK(second.json()["error"]["code"] == "jig-busy");
    CHECK_FALSE(second.json()["error"]["remedy"].get<std::string>().empty());

    first->type("*TST?\n");  // undisturbed
    CHECK(first->take_through("0\n"));
    first->close_input();
    CHECK(finish(*first).end.status == 0);
    CHECK(run_host(account, bench, {"test", kCable, "--json"}).end.status == 0);
  }

  TEST_CASE("a board with another program is told apart from a jig, with the remedy") {
    Account account;
    BenchProcess bench("uno", {.elf = std::string(BUZZOUT_HARNESS_ELF) + "atmega328p.elf"});
    const Run mute = run_host(account, bench, {"test", kCable, "--json"});
    CHECK(mute.end.status == 2);
    CHECK(mute.json()["error"]["code"] == "jig-no-answer");
    CHECK(mute.json()["error"]["remedy"].get<std::string>().find("buzzout jigs flash") !=
          std::string::npos);

    const Chatterbox chatterbox;
    const auto host =
        start_host(account, chatterbox.port(), BUZZOUT_MODEM_SHIM, {"test", kCable, "--json"});
    const Run talkative = finish(*host);
    CHECK(talkative.end.status == 2);
    CHECK(talkative.json()["error"]["code"] == "jig-wrong-firmware");
    CHECK(talkative.json()["error"]["remedy"].get<std::string>().find("buzzout jigs flash") !=
          std::string::npos);
  }

  TEST_CASE("a port that is not there is an error with the remedy") {
    Account account;
    for (const char* port : {"/dev/ttyNOSUCH7", "/dev/null", "/tmp"}) {
      CAPTURE(port);
      const auto host = start_host(account, port, BUZZOUT_MODEM_SHIM, {"test", kCable, "--json"});
      const Run run = finish(*host);
      CHECK(run.end.status == 2);
      CHECK_FALSE(run.json()["error"]["remedy"].get<std::string>().empty());
    }
  }

  TEST_CASE("a fixture of another board is refused") {
    BenchProcess bench("uno", {.cable = kCable});
    Account account;
    const Run run = run_host(account, bench, {"test", kCable, "-f", "headphone-bench", "--json"});
    CHECK(run.end.status == 2);
    CHECK(run.json()["error"]["code"] == "wrong-board");
  }
}

}  // namespace e2e
