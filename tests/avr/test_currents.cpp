#include <doctest/doctest.h>

#include <string>

#include "avr/firmware_rig.hpp"

using namespace buzzout;

TEST_CASE("in a scan no pin is high while another is low, and none carries 12 mA at 5.25 V") {
  for (const char* board : {"uno", "mega", "mega64"}) {
    CAPTURE(board);
    FirmwareRig rig(board);
    JigBuild build = JigBuild::of_seed(rig.board, 4);
    build.supply_volt = 5.25;
    rig.bench.set_build(build);
    rig.plug("bridge:1:2,bridge:2:7,bridge:3:12");
    rig.bench.watch_currents();
    REQUIRE(rig.line("SCAN?").size() > 16);
    const CurrentWatch& watch = rig.bench.currents();
    CHECK(watch.most_high() == 0);
    CHECK(watch.longest() == 0);
    CHECK(watch.most_amp() < 12e-3);
    CHECK(watch.most_amp() > 5e-3);  // a precharge
    CHECK_FALSE(watch.most_at_sense());
  }
}
