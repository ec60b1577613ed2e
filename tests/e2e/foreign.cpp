#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include "e2e/bench_process.hpp"
#include "e2e/raw_client.hpp"
#include "protocol/crc32.h"

namespace e2e {
namespace {

constexpr const char* kNoError = "0,\"No error\"";

std::string sealed(const std::string& sequence, const std::string& command) {
  const std::string covered = "@" + sequence + " " + command + " ";
  std::uint32_t crc = 0;
  for (char c : covered) crc = buzzout::crc32_update(crc, static_cast<std::uint8_t>(c));
  char seal[10];
  std::snprintf(seal, sizeof seal, "*%08X", static_cast<unsigned>(crc));
  return covered + seal;
}

struct Foreigner {
  explicit Foreigner(const std::string& board) : bench(board), jig(bench.link()) {
    // What is left of the jig's greeting, of which opening the port may have dropped a part.
    jig.send("SYST:VERS?\n");
    std::string line;
    do line = jig.line();
    while (!line.empty() && line != "1999.0");
    REQUIRE(line == "1999.0");
  }
  // Sends, and waits until the jig has received it all.
  void send_alone(const std::string& bytes) {
    const auto before = bench.status("received");
    jig.send(bytes);
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (bench.status("received") < before + bytes.size() &&
           std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(milliseconds(2));
    std::this_thread::sleep_for(milliseconds(20));
  }
  std::string error() { return jig.ask("SYST:ERR?"); }
  BenchProcess bench;
  RawClient jig;
};

}  // namespace

TEST_SUITE("foreign") {
  TEST_CASE("a serial monitor gets plain SCPI from the jig") {
    for (const std::string board : {"uno", "mega"}) {
      CAPTURE(board);
      Foreigner f(board);
      CHECK(f.jig.ask("*IDN?").starts_with("Buzzout," + board + ",4711,"));
      CHECK(f.jig.ask("*idn?").starts_with("Buzzout,"));
      CHECK(f.jig.ask("*TST?") == "0");
      CHECK(f.jig.ask("SYSTem:VERSion?") == "1999.0");
      CHECK(f.jig.ask("syst:vers?") == "1999.0");
      CHECK(f.error() == kNoError);
      for (const std::string end : {"\r", "\n", "\r\n"}) {
        f.jig.send("*TST?" + end);
        CHECK(f.jig.line() == "0");
      }
    }
  }

  TEST_CASE("an unknown command is answered by the error queue, once") {
    Foreigner f("uno");
    f.jig.send("MAKE:COFFEE\n");
    CHECK(f.error() == "-113,\"Undefined header\"");
    CHECK(f.error() == kNoError);
    f.jig.send("*RST 1\n");
    CHECK(f.error() == "-108,\"Parameter not allowed\"");
    f.jig.send("MAKE:TEA\n*CLS\n");
    CHECK(f.error() == kNoError);
  }

  TEST_CASE("a line that is too long is discarded whole") {
    Foreigner f("mega");
    f.send_alone("*IDN?" + std::string(76, ' ') + "\n");
    CHECK(f.error() == "-363,\"Input buffer overrun\"");
    CHECK(f.error() == kNoError);
    CHECK(f.jig.ask(std::string(75, ' ') + "*TST?") == "0");
    // Longer than the jig's receive buffer, so that its end may be lost: the next end closes it.
    f.send_alone("*IDN?" + std::string(3000, 'x') + "\n");
    f.send_alone("\n");
    CHECK(f.error() == "-363,\"Input buffer overrun\"");
  }

  TEST_CASE("a broken envelope is never executed") {
    Foreigner f("mega");
    std::string good = sealed("7", "DISP:LAMP PASS");
    std::string spoilt = good;
    spoilt[4] = 'd';
    std::string wrong_crc = good;
    wrong_crc.back() = wrong_crc.back() == '0' ? '1' : '0';
    const std::string headless = good.substr(1), tailless = good.substr(0, good.size() - 9);
    for (const auto& line :
         {spoilt, wrong_crc, headless, tailless, good.substr(0, good.size() - 1)}) {
      CAPTURE(line);
      f.jig.send(line + "\n");
      CHECK(f.error() == "101,\"Envelope does not check\"");
      CHECK(f.bench.status("pass_lamp") == 0);
    }
    f.jig.send("SYST:NUMB 99\n");
    CHECK(f.error() == "102,\"Envelope required\"");
    CHECK(f.jig.ask("*IDN?").starts_with("Buzzout,mega,4711,"));
    CHECK(f.jig.ask(good).starts_with("@7 OK *"));
    CHECK(f.bench.status("pass_lamp") == 1);
    CHECK(f.jig.ask(sealed("8", "SYST:NUMB 99")).starts_with("@8 !-221 *"));
    CHECK(f.error() == "-221,\"Settings conflict\"");
  }

  TEST_CASE("noise costs a line at most") {
    Foreigner f("uno");
    f.jig.send("@1 SCA");  // a host that died in mid-line
    f.jig.send("\n*TST?\n");
    CHECK(f.jig.line() == "0");
    CHECK(f.error() == "101,\"Envelope does not check\"");
    std::string noise;
    for (int i = 0; i < 200; ++i) noise += static_cast<char>((i * 37) & 0xFF);
    f.jig.send(noise + "\n");
    // Bytes that no line has make the jig try its other speed; a host asks again.
    const std::string request = sealed("123456789", "*IDN?");
    std::string answer;
    for (int i = 0; i < 10 && !answer.starts_with("@123456789 Buzzout,uno,4711,"); ++i) {
      f.jig.send("\n" + request + "\n");
      answer = f.jig.line(milliseconds(1000));
    }
    CHECK(answer.starts_with("@123456789 Buzzout,uno,4711,"));
    CHECK(f.jig.ask("*TST?") == "0");
  }

  TEST_CASE("a scan asked for by hand has every row of the matrix") {
    Foreigner f("uno");
    f.bench.plug("trs-patch");
    const std::string scan = f.jig.ask("SCAN?");
    CAPTURE(scan);
    // boot, count, held high, held low, 16 rows: in.T is point 1, out.T point 10.
    CHECK(std::count(scan.begin(), scan.end(), ',') == 19);
    CHECK(scan.find(",0000,0000,0201,") != std::string::npos);
  }
}

}  // namespace e2e
