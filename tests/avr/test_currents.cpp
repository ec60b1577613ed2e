#include <doctest/doctest.h>

#include <string>
#include <vector>

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

namespace {

struct Measurement {
  const char* board;
  const char* cable;
  const char* request;
  Point high, low;
};

const Measurement kMeasurements[] = {
    {"uno", "bridge:1:2,bridge:2:11", "MEASure:RAW? 1,16,1,2,0400,0123", 0, 1},
    {"uno", "bridge:1:2,bridge:2:11", "MEASure:RAW? 0,16,1,2,0400,0123", 0, 1},
    {"mega", "bridge:1:2", "MEASure:RAW? 1,16,1,2,0003,0123", 0, 1},
    {"mega", "bridge:1:2", "MEASure:RAW? 0,16,1,2,0003,0123", 0, 1},
};

struct Case {
  const char* name;
  std::vector<LivePart> parts;
};

// What may be on the two contacts: nothing; 5 V; 10 µF that comes with 5 V.
std::vector<Case> cases(const Measurement& m) {
  return {{"clean", {}},
          {"5 V at the low contact", {{.plus = m.low, .minus = {}, .volt = 5, .farad = {}}}},
          {"5 V at the high contact", {{.plus = m.high, .minus = {}, .volt = 5, .farad = {}}}},
          {"10 uF at the low contact", {{.plus = m.low, .minus = {}, .volt = 5, .farad = 10e-6}}},
          {"10 uF at the high contact", {{.plus = m.high, .minus = {}, .volt = 5, .farad = 10e-6}}}};
}

}  // namespace

TEST_CASE("a measurement keeps the promise about currents, whatever is on its contacts and whenever it came") {
  for (const auto& m : kMeasurements)
    for (const auto& on_it : cases(m))
      for (const bool behind_the_check : {false, true}) {
        CAPTURE(m.board);
        CAPTURE(m.request);
        CAPTURE(on_it.name);
        CAPTURE(behind_the_check);
        FirmwareRig rig(m.board);
        JigBuild build = JigBuild::of_seed(rig.board, 4);
        build.supply_volt = 5.25;
        rig.bench.set_build(build);
        rig.plug(m.cable);
        const auto none = parse_cable_edits("none");
        if (!behind_the_check) rig.bench.plug(none, on_it.parts);
        rig.bench.watch_currents();
        rig.send(std::string(m.request) + "\n");
        if (behind_the_check) {
          const auto measure = rig.jig.function("Ohmmeter::measure");
          REQUIRE(rig.jig.run_until([&] { return rig.jig.pc() == measure; }, AvrJig::cycles_of_ms(200)));
          rig.bench.plug(none, on_it.parts);
        }
        const auto reply = rig.await_lines(1, 500);
        rig.jig.run(AvrJig::cycles_of_ms(5));
        REQUIRE(reply.size() == 1);
        CAPTURE(reply[0]);
        const CurrentWatch& watch = rig.bench.currents();
        CHECK(watch.most_amp() <= 12e-3);
        CHECK(watch.most_amp() > 4e-3);
        CHECK(watch.most_low() <= 2);  // on a Mega the force and the sense pin of one point
        CHECK(watch.longest() <= 25e-3);
        CHECK(rig.bench.violations() == std::vector<std::string>{});
        const bool charged = !on_it.parts.empty() && on_it.parts[0].farad;
        const bool measured = on_it.parts.empty() || (charged && behind_the_check);
        CHECK(watch.most_high() == (measured ? 1 : 0));
      }
}
