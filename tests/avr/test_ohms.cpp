// What MEASure:RAW? and MEASure:RESistance? take, and what people are answered, on the shipped firmware.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "avr/firmware_rig.hpp"

using namespace buzzout;

namespace {

const CableEdits kNoCable = parse_cable_edits("none");

// A resistor between two points.
LivePart joint(Point a, Point b, double ohm) { return {a, b, 0, {}, ohm}; }

}  // namespace

TEST_CASE("a person asks for a resistance by its points and is answered in ohms") {
  for (const double ohm : {0.5, 4.7, 33.0, 470.0}) {
    CAPTURE(ohm);
    FirmwareRig mega("mega");
    mega.bench.plug(kNoCable, {joint(0, 2, ohm)});
    CHECK(std::abs(std::stod(mega.line("MEAS:RES? (@1,3)")) - ohm) < 0.6 + 0.03 * ohm);
    CHECK(std::abs(std::stod(mega.line("measure:resistance? (@3,1)")) - ohm) < 0.6 + 0.03 * ohm);
    FirmwareRig uno("uno");
    uno.bench.plug(kNoCable, {joint(0, 2, ohm), joint(2, 15, 0.001)});
    CHECK(std::abs(std::stod(uno.line("MEAS:RES? (@1,3,16)")) - ohm) < 2 + 0.03 * ohm);
  }
}

TEST_CASE("no path is SCPI's infinity, and a contact that is powered gives no number") {
  FirmwareRig mega("mega");
  CHECK(mega.line("MEAS:RES? (@1,3)") == "9.9E37");
  mega.bench.plug(kNoCable, {LivePart{2, {}, 5, {}}});
  CHECK(mega.line("MEAS:RES? (@1,3)") == "9.91E37");
}

TEST_CASE("what is no resistance to be measured is refused, and the pins stay as they were") {
  FirmwareRig rig("mega");
  for (const char* bad : {"MEAS:RAW? 2,16,1,2,0003,0", "MEAS:RAW? 1,0,1,2,0003,0", "MEAS:RAW? 1,65,1,2,0003,0", "MEAS:RAW? 1,16,0,2,0003,0",
                          "MEAS:RAW? 1,16,1,17,0003,0", "MEAS:RAW? 1,16,1,1,0001,0", "MEAS:RAW? 1,16,1,2,0000,0", "MEAS:RAW? 1,16,1,2,003,0",
                          "MEAS:RAW? 1,16,1,2,0003,4", "MEAS:RAW? 1,16,1,2,0003,", "MEAS:RAW? 1,16,1,2,0003,01230", "MEAS:RAW? 1,57,1,2,0003,01",
                          "MEAS:RAW? 1,16,1,2,0003", "MEAS:RAW? 1,16,1,2,0003,0,1", "MEAS:RAW? 1,16,1,2,FFFF,0", "MEAS:RAW:SUPP? 0",
                          "MEAS:RAW:SUPP? 65", "MEAS:RES? 1,2", "MEAS:RES? (@1)", "MEAS:RES? (@1,1)", "MEAS:RES? (@1,2,3)"}) {
    CAPTURE(bad);
    CHECK(rig.line(bad, 5) == "");
    CHECK(rig.line("SYST:ERR?").substr(0, 4) == "-222");
  }
  CHECK(rig.line("MEAS:RAW:TEMP? 4", 5) == "");
  CHECK(rig.line("SYST:ERR?").substr(0, 4) == "-241");
  FirmwareRig digital("mega64");
  for (const char* none : {"MEAS:RAW? 1,16,1,2,0003,0", "MEAS:RAW:SUPP? 4", "MEAS:RES? (@1,2)"}) {
    CHECK(digital.line(none, 5) == "");
    CHECK(digital.line("SYST:ERR?").substr(0, 4) == "-241");
  }
}
