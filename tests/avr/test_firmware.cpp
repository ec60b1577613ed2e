#include <doctest/doctest.h>

#include <algorithm>

#include "avr/firmware_rig.hpp"

using namespace buzzout;

TEST_CASE("the shipped firmware says who it is") {
  CHECK(FirmwareRig("uno").line("*IDN?").rfind("Buzzout,uno,0,", 0) == 0);
  CHECK(FirmwareRig("mega64").line("*IDN?").rfind("Buzzout,mega64,0,", 0) == 0);
  CHECK(FirmwareRig("mega", {4711, 1}).line("*IDN?").rfind("Buzzout,mega,4711,", 0) == 0);
}

TEST_CASE("the shipped firmware sees a joined pair of points, and loses and breaks nothing") {
  for (const char* board : {"uno", "mega"}) {
    FirmwareRig rig(board);
    rig.plug("bridge:3:9");
    const std::string reply = rig.line("SCAN?");
    // Boot, counter, held high, held low, then a row a point: what reads low.
    CHECK(std::count(reply.begin(), reply.end(), ',') == 3 + 16);
    CHECK(reply.find(",0000,0000,0001,0002,0104,0008,") != std::string::npos);
    CHECK(reply.find(",0080,0104,0200,") != std::string::npos);
    CHECK(rig.bench.violations().empty());
    CHECK(rig.jig.ports().counters().flips == 0);
    CHECK(rig.jig.ports().counters().sense_high == 0);
    CHECK(rig.jig.usart().counters().lost == 0);
    CHECK(rig.jig.usart().counters().refused == 0);
  }
}

TEST_CASE("the shipped firmware comes back from a hang by itself and says so") {
  for (const char* board : {"uno", "mega", "mega64"}) {
    FirmwareRig rig(board);
    CHECK(rig.line("SYSTem:BOOT?").find("POWER") != std::string::npos);
    rig.line("DISP:LAMP PASS", 5);
    CHECK(rig.jig.lamps().pass);
    rig.jig.hang();
    rig.jig.run(AvrJig::cycles_of_ms(1200));
    CHECK(rig.jig.watchdog_interrupts() == 1);
    rig.jig.usart().take();
    CHECK_FALSE(rig.jig.lamps().pass);  // nobody knows any more what it stood for
    CHECK(rig.line("SYSTem:BOOT?").find("WATCHDOG") != std::string::npos);
  }
}

TEST_CASE("the shipped firmware of each board puts out a lamp that was asked for with a time, to the millisecond") {
  for (const char* board : {"uno", "mega", "mega64"}) {
    CAPTURE(board);
    FirmwareRig rig(board);
    rig.line("DISP:LAMP PASS,1", 5);
    CHECK(rig.jig.lamps().pass);
    rig.jig.run(AvrJig::cycles_of_ms(993));
    CHECK(rig.jig.lamps().pass);
    rig.jig.run(AvrJig::cycles_of_ms(4));
    CHECK_FALSE(rig.jig.lamps().pass);
  }
}

TEST_CASE("a lamp that is asked for again in time stays on, through scans too; and without a time for ever") {
  FirmwareRig rig("uno");
  rig.line("DISP:LAMP PASS,1", 5);
  rig.jig.run(AvrJig::cycles_of_ms(900));
  rig.line("DISP:LAMP PASS,1", 5);
  const std::uint64_t again = rig.jig.cycle();
  while (rig.jig.cycle() - again < AvrJig::cycles_of_ms(980)) {
    CHECK(rig.line("SCAN?", 5).size() > 20);
    CHECK(rig.jig.lamps().pass);
  }
  CHECK(rig.line("SCAN:HOLD? 100,0001").size() > 20);  // the time is over while it measures
  rig.jig.run(AvrJig::cycles_of_ms(1));
  CHECK_FALSE(rig.jig.lamps().pass);
  rig.line("DISP:LAMP PASS,1", 5);
  rig.line("DISP:LAMP PASS", 5);
  rig.jig.run(AvrJig::cycles_of_ms(1200));
  CHECK(rig.jig.lamps().pass);
}

TEST_CASE("a reply's first 96 bytes leave at the full rate of the firmware, every later one 240 cycles after the one before") {
  struct Case {
    const char* board;
    std::string request;
    unsigned bytes, slowest;  // of a reply; mean cycles of a byte at full rate
  };
  for (const auto& [board, request, bytes, slowest] :
       {Case{"uno", "@4294967295 SCAN? *D08389E7", 127, 175}, Case{"mega", "@4294967295 SCAN? *D08389E7", 127, 175},
        Case{"mega64", "@4294967295 SCAN? *D08389E7", 1159, 200}, Case{"mega64", "SCAN?", 1137, 175},
        Case{"mega64", "SYST:ERR?", 14, 175}, Case{"uno", "SCAN?", 105, 175}}) {
    CAPTURE(board);
    CAPTURE(request);
    FirmwareRig rig(board);
    const auto& c = rig.jig.usart().counters();
    for (int replies = 0; replies < 2; ++replies) {  // the second is counted anew
      const std::uint64_t before = c.sent;
      rig.send(request + "\n");
      std::vector<std::uint64_t> ends;
      const auto byte_ended = [&] { return c.sent == before + ends.size() + 1; };
      while (rig.jig.run_until(byte_ended, AvrJig::cycles_of_ms(5))) {
        ends.push_back(c.last_sent);
      }
      REQUIRE(ends.size() == bytes);
      const std::size_t at_full_rate = std::min<std::size_t>(96, bytes);
      CHECK(ends[at_full_rate - 1] - ends[0] <= slowest * (at_full_rate - 1));
      for (std::size_t k = 96; k < ends.size(); ++k) {
        CHECK(ends[k] - ends[k - 1] >= 240);
      }
      if (bytes > 96) CHECK(ends.back() - ends[95] <= (bytes - 96) * 270ull);
    }
    CHECK(rig.jig.watchdog_interrupts() == 0);
  }
}

TEST_CASE("what comes at full rate while a reply leaves in spaced bytes is heard, and only makes the spaces longer") {
  FirmwareRig rig("mega64");
  const auto& c = rig.jig.usart().counters();
  rig.send("SCAN?\n");
  REQUIRE(rig.jig.run_until([&] { return c.sent > 150; }, AvrJig::cycles_of_ms(50)));
  rig.send(std::string(200, 'x') + "\n*IDN?\nINP:BUTT?\n");
  std::uint64_t shortest = ~0ULL, last = 0, sent = c.sent;
  while (rig.jig.run_until([&] { return c.sent > sent; }, AvrJig::cycles_of_ms(5)) && c.sent < 1137 + 10) {
    if (last != 0 && sent < 1136) shortest = std::min(shortest, c.last_sent - last);
    last = c.last_sent;
    sent = c.sent;
  }
  CHECK(shortest >= 240);
  CHECK(shortest < 260);
  const auto lines = rig.await_lines(3, 50);
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].starts_with("Buzzout,mega64,"));
  CHECK(lines[2] == "0");
  CHECK(c.lost == 0);
  CHECK(c.refused == 0);
  CHECK(c.read == c.received);
}
