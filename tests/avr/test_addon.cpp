#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "avr/firmware_rig.hpp"
#include "simulation/simulated_channel.hpp"

using namespace buzzout;

namespace {

struct AddonRig : FirmwareRig {
  explicit AddonRig(std::string_view name) : FirmwareRig(name, {}, true) {}

  std::vector<std::string> fields(std::string_view request) {
    std::vector<std::string> out(1);
    for (const char c : line(request))
      if (c == ',')
        out.emplace_back();
      else
        out.back() += c;
    return out;
  }
};

constexpr const char* kFine = "MEAS:RAW:MILL? 3,9,2,8,AdvhBldv";

int code_of(const std::string& hex) { return static_cast<std::int16_t>(std::stoul(hex, nullptr, 16)); }

}  // namespace

TEST_CASE("the firmware finds the milliohm add-on at any address, and says so") {
  struct Case {
    std::uint8_t converter, expander;
  };
  for (const char* board : {"uno", "mega"})
    for (const auto& [converter, expander] : {Case{0x48, 0x20}, Case{0x4B, 0x27}, Case{0x49, 0x38}, Case{0x4A, 0x3F}}) {
      CAPTURE(board);
      CAPTURE(expander);
      AddonRig rig(board);
      AddonParts parts;
      parts.converter.address = converter;
      parts.expander = expander;
      rig.bench.set_addon(parts, 1);
      CHECK(rig.bench.addon()->channel(0) == 15);  // as it comes up
      rig.jig.reset();
      rig.jig.run(AvrJig::cycles_of_ms(25));
      rig.jig.usart().take();
      const std::string options = rig.line("*OPT?");
      CHECK(options.ends_with(",ADDON=" + std::to_string(converter * 256 + expander)));
      CHECK(options.find(board == std::string("uno") ? ",OHMS=5," : ",OHMS=6,") != std::string::npos);
      CHECK(rig.bench.addon()->channel(0) == 0);
      CHECK(rig.bench.addon()->channel(1) == 0);
      CHECK(rig.jig.addon_wire()->violations().empty());
    }
}

TEST_CASE("a jig without an add-on announces none, with its button held down too") {
  for (const char* board : {"uno", "mega"}) {
    FirmwareRig rig(board);
    CHECK(rig.line("*OPT?").find("ADDON") == std::string::npos);
    rig.jig.press_button(true);
    rig.jig.reset();
    rig.jig.run(AvrJig::cycles_of_ms(25));
    rig.jig.usart().take();
    CHECK(rig.line("*OPT?").find("ADDON") == std::string::npos);
    rig.jig.press_button(false);
    rig.jig.run(AvrJig::cycles_of_ms(50));
    rig.jig.press_button(true);
    rig.jig.run(AvrJig::cycles_of_ms(50));
    CHECK(rig.line("INP:BUTT?") != "0");
    CHECK(rig.line("MEAS:RAW:MILL? 3,9,2,8,Ad").empty());
    CHECK(rig.line("SYST:ERR?").starts_with("-241,"));
  }
}

TEST_CASE("the add-on measures a joint to a few milliohms, in time and below 12 mA, with legal times on its bus") {
  for (const char* board : {"uno", "mega"}) {
    CAPTURE(board);
    AddonRig rig(board);
    rig.plug("bridge:3:9");
    rig.bench.watch_currents();
    const auto reply = rig.fields(kFine);
    REQUIRE(reply.size() == 11);
    CHECK(reply[4] == "6");
    // A bridge has 0.05 Ω: 0.25 mV at 5 mA, some 32 steps, with the contacts of the simulation.
    const int there = code_of(reply[5]), back = code_of(reply[9]);
    CHECK(there > 10);
    CHECK(back < -10);
    CHECK(std::abs(there + back) <= 6);
    CHECK(std::abs(code_of(reply[7])) <= 5);
    CHECK(std::abs(code_of(reply[8])) <= 5);
    for (const std::size_t low : {6U, 10U}) CHECK(code_of(reply[low]) * 125e-6 == doctest::Approx(2.49).epsilon(0.01));
    const CurrentWatch& watch = rig.bench.currents();
    CHECK(watch.most_amp() < 12e-3);
    CHECK(watch.most_high() == 1);
    CHECK(watch.most_low() == 1);
    CHECK(watch.longest() < 25e-3 / 2);
    CHECK(rig.jig.ports().counters().flips == 0);
    CHECK(rig.jig.ports().counters().sense_high == 0);
    CHECK(rig.jig.addon_wire()->violations().empty());
    CHECK(rig.jig.addon_wire()->shortest_period() >= 10e-6 - 1e-9);
    MESSAGE(board << ": a clock of " << rig.jig.addon_wire()->shortest_period() * 1e6 << " µs, current for " << watch.longest() * 1e3 << " ms");
    CHECK(rig.bench.addon()->converter().early_readings() == 0);
    CHECK(rig.bench.addon()->channel(0) == 0);
    CHECK(rig.bench.addon()->channel(1) == 0);
    CHECK(std::stod(rig.line("MEAS:RES? (@3,9)")) == doctest::Approx(0.05).epsilon(0.2));
    CHECK(rig.line("MEAS:RES? (@3,4)") == "9.9E37");
  }
}

TEST_CASE("a cable of four wires is measured in less than 100 ms on the firmware") {
  constexpr double kEnvelopes = 5 * 60 * 10e-6;  // s: what seals five requests and replies, as the host does
  for (const char* board : {"uno", "mega"}) {
    AddonRig rig(board);
    AddonParts slow;
    slow.converter.rate_factor = 0.9;
    rig.bench.set_addon(slow, 1);
    rig.plug("bridge:1:6,bridge:2:7,bridge:3:8,bridge:4:9");
    const double began = rig.jig.seconds();
    std::size_t longest = 0;
    for (const char* points : {"1,6,0,5,AdvhBldv", "2,7,1,6,AdvhBldv", "3,8,2,7,AdvhBldv", "4,9,3,8,AdvhBldv", "1,6,0,5,Cvfg"})
      longest = std::max(longest, rig.line("MEAS:RAW:MILL? " + std::string(points)).size());
    const double taken = rig.jig.seconds() - began + kEnvelopes;
    MESSAGE(board << ": " << taken * 1e3 << " ms");
    CHECK(taken < 0.1);
    CHECK(longest > 26 + 6 * 4);
    CHECK(longest + 26 <= 128);  // with the envelope
  }
}

TEST_CASE("the pass lamp shares the add-on's clock and shows what it should before, between and after measurements") {
  AddonRig rig("uno");
  CHECK_FALSE(rig.jig.lamps().pass);
  rig.line(kFine);
  CHECK_FALSE(rig.jig.lamps().pass);
  rig.line("DISP:LAMP PASS", 5);
  CHECK(rig.jig.lamps().pass);
  CHECK(rig.fields(kFine)[4] == "6");
  CHECK(rig.jig.lamps().pass);
  CHECK(rig.line("SCAN?").size() > 16);
  CHECK(rig.fields(kFine)[4] == "6");
  CHECK(rig.jig.lamps().pass);
  rig.line("DISP:LAMP OFF", 5);
  CHECK_FALSE(rig.jig.lamps().pass);
  CHECK(rig.line("INP:BUTT?") == "0");
  CHECK(rig.jig.addon_wire()->violations().empty());
}

TEST_CASE("an add-on that stops answering in the middle ends in a reply that says so, and with safe pins") {
  for (const char* board : {"uno", "mega"})
    for (unsigned left = 0; left < 31; ++left) {
      CAPTURE(board);
      CAPTURE(left);
      AddonRig rig(board);
      rig.plug("bridge:3:9");
      rig.bench.watch_currents();
      rig.bench.addon()->answers_left = left;
      const auto reply = rig.fields(kFine);
      REQUIRE(reply.size() >= 5);
      const bool whole = left >= 29;  // 6 conversions of 4 transfers, the multiplexers 4 times and the parking
      CHECK((reply[4] == "6") == whole);
      CHECK(reply.size() == 5 + std::stoul(reply[4]));
      CHECK(rig.bench.currents().longest() < 25e-3 / 2);
      CHECK(rig.line("SCAN?").find(",0000,0000,") != std::string::npos);  // on its pull-ups, as before
    }
}

TEST_CASE("a chip that a restart left in the middle of a byte is clocked out of it") {
  for (const char* board : {"uno", "mega"}) {
    AddonRig rig(board);
    rig.jig.addon_wire()->hold_sda(7);
    rig.jig.reset();
    rig.jig.run(AvrJig::cycles_of_ms(25));
    rig.jig.usart().take();
    CHECK(rig.line("*OPT?").find(",ADDON=18464") != std::string::npos);
  }
}

TEST_CASE("no request through the add-on keeps a current for 25 ms, with the slowest converter and the longest request") {
  for (const char* board : {"uno", "mega"}) {
    AddonRig rig(board);
    AddonParts parts;
    parts.converter.rate_factor = 0.9;
    rig.bench.set_addon(parts, 1);
    rig.plug("bridge:1:2");
    rig.bench.watch_currents();
    const std::string reply = rig.line("MEAS:RAW:MILL? 1,2,0,1,Adhdhdhdh");
    CHECK(reply.find(",0000,0000,8,") != std::string::npos);
    CHECK(rig.bench.currents().longest() > 20e-3);
    CHECK(rig.bench.currents().longest() < 25e-3);
    CHECK(rig.bench.addon()->converter().early_readings() == 0);
    CHECK(rig.line("MEAS:RAW:MILL? 1,2,0,1,Adhdhdhdhd").empty());
    CHECK(rig.line("SYST:ERR?").starts_with("-222,"));
  }
}

TEST_CASE("the firmware reads through the add-on what the simulated jig reads, code by code") {
  for (const char* board : {"uno", "mega"})
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      CAPTURE(board);
      CAPTURE(seed);
      AddonRig rig(board);
      Workbench bench(rig.board, rig.fixture, nullptr, {}, {});
      for (Workbench* b : {&rig.bench, &bench}) {
        b->set_build(JigBuild::of_seed(rig.board, seed));
        b->plug(parse_cable_edits("bridge:1:6,bridge:2:7"));
        b->set_addon(AddonParts::of_seed(seed), seed);
      }
      rig.jig.reset();
      rig.jig.run(AvrJig::cycles_of_ms(25));
      rig.jig.usart().take();
      ManualClock clock;
      SimulatedChannel simulated("sim:", rig.board, bench, clock);
      const auto ask = [&](const std::string& line) {
        simulated.write(line + "\n");
        char text[256];
        std::string reply(text, simulated.read(text, sizeof text, Duration{0}));
        return reply.substr(0, reply.find('\r'));
      };
      ask("*CLS");
      for (unsigned run = 0; run < 13; ++run)
        for (const char* request : {"1,6,0,5,AdvhBldv", "2,7,1,6,AwvhBlwv", "1,2,0,1,AdvhBldv", "1,6,0,5,Cvfg"}) {
          const auto codes = [](const std::string& reply) { return reply.substr(std::min(reply.size(), std::size_t{24})); };
          const std::string line = "MEAS:RAW:MILL? " + std::string(request), on_firmware = codes(rig.line(line));
          CAPTURE(request);
          REQUIRE(on_firmware.size() > 12);
          REQUIRE(on_firmware == codes(ask(line)));
        }
    }
}

TEST_CASE("a source to ground or a charge in the cable drives no pin beyond 12 mA through a measurement by the add-on") {
  const LivePart parts[] = {{2, {}, 5, {}}, {2, 8, 5, 10e-6}, {2, 8, -5, 10e-6}, {8, {}, 5, 10e-6}};
  for (const char* board : {"uno", "mega"})
    for (const LivePart& part : parts)
      for (const bool between : {false, true}) {
        CAPTURE(board);
        CAPTURE(part.volt);
        CAPTURE(between);
        AddonRig rig(board);
        JigBuild build;
        build.supply_volt = 5.25;
        rig.bench.set_build(build);
        rig.plug("bridge:3:9");
        if (between) CHECK(rig.fields(kFine)[4] == "6");
        rig.bench.plug(parse_cable_edits("none"), {part});
        rig.bench.watch_currents();
        const auto reply = rig.fields(kFine);
        REQUIRE(reply.size() >= 5);
        if (!part.minus && !part.farad) CHECK(reply[4] == "0");  // the two-sided check saw it
        CHECK(rig.bench.currents().most_amp() < 12e-3);
        CHECK(rig.bench.currents().longest() < 25e-3);
      }
}
