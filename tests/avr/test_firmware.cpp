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
    rig.jig.hang();
    rig.jig.run(AvrJig::cycles_of_ms(1200));
    CHECK(rig.jig.watchdog_interrupts() == 1);
    rig.jig.usart().take();
    CHECK(rig.line("SYSTem:BOOT?").find("WATCHDOG") != std::string::npos);
  }
}
