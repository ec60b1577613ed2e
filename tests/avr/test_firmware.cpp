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
