#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>

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
  explicit Foreigner(const std::string& board) : bench(board), jig(bench.link()) {}
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
    f.jig.send("*IDN?" + std::string(80, ' ') + "\n");
    CHECK(f.error() == "-363,\"Input buffer overrun\"");
    CHECK(f.error() == kNoError);
    f.jig.send(std::string(75, ' ') + "*TST?\n");
    CHECK(f.jig.line() == "0");
    f.jig.send(std::string(3000, 'x') + "*IDN?\n");
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
    // Bytes that no line has make the jig try its other speed; a person asks again.
    std::string answer;
    for (int i = 0; i < 10 && !answer.starts_with("Buzzout,uno,"); ++i) {
      f.jig.send("\n*IDN?\n");
      answer = f.jig.line(milliseconds(1000));
    }
    CHECK(answer.starts_with("Buzzout,uno,4711,"));
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
