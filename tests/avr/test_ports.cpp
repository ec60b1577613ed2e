#include <doctest/doctest.h>

#include "avr/rig.hpp"

using namespace buzzout;

namespace {

// w PORT LATCH DDR
void set_port(Rig& rig, char port, int latch, int ddr) {
  const char request[] = {'w', port, static_cast<char>(latch), static_cast<char>(ddr)};
  REQUIRE(rig.ask(std::string_view(request, 4), 1) == Bytes{'w'});
}

int pins(Rig& rig, char port) {
  const Bytes reply = rig.ask(std::string{'p', port}, 1);
  REQUIRE(reply.size() == 1);
  return reply[0];
}

}  // namespace

TEST_CASE("a joined point is pulled low by the other one, and only that one") {
  Rig rig("uno", sketch("uno"));
  rig.plug("bridge:7:12");  // PB0, PC1
  set_port(rig, 'C', 0x3F, 0);
  set_port(rig, 'B', 0x0E, 0x01);
  CHECK((pins(rig, 'B') & 0x0F) == 0x0E);
  CHECK((pins(rig, 'C') & 0x3F) == 0x3D);
  set_port(rig, 'B', 0x0F, 0x00);
  CHECK((pins(rig, 'C') & 0x3F) == 0x3F);
  CHECK(rig.bench.violations().empty());
}

TEST_CASE("a pin that drives against another reads what is there, not its latch") {
  Rig rig("uno", sketch("uno"));
  rig.plug("stuck:8:low");  // PB1
  set_port(rig, 'B', 0x02, 0x02);
  CHECK((pins(rig, 'B') & 0x02) == 0);
}

TEST_CASE("the Mega drives through force pins and reads at sense pins") {
  Rig rig("mega", sketch("mega"));
  rig.plug("bridge:2:16");
  set_port(rig, 'F', 0xFF, 0);
  set_port(rig, 'K', 0xFF, 0);
  CHECK(pins(rig, 'F') == 0xFF);
  set_port(rig, 'A', 0x00, 0x02);
  CHECK(pins(rig, 'F') == 0xFD);
  CHECK(pins(rig, 'K') == 0x7F);
  set_port(rig, 'A', 0x00, 0x00);
  set_port(rig, 'K', 0x7F, 0x80);  // a sense pin drives low
  CHECK(pins(rig, 'F') == 0xFD);
  CHECK(rig.jig.ports().counters().sense_high == 0);
  set_port(rig, 'K', 0xFF, 0x80);
  CHECK(rig.jig.ports().counters().sense_high == 1);
  CHECK(rig.jig.ports().counters().flips == 1);
}

TEST_CASE("every instruction that reads a port sees the same pins") {
  Rig rig("uno", sketch("uno"));
  set_port(rig, 'B', 0x1F, 0x00);
  CHECK(rig.ask("i", 4) ==
        Bytes{0x1F, 0x1F, 1, 0});  // the button up: SBIC does not skip, SBIS does
  rig.jig.press_button(true);
  CHECK(rig.ask("i", 4) == Bytes{0x0F, 0x0F, 0, 1});
}

TEST_CASE("a pin cannot be read in the cycle after it was written") {
  Rig rig("uno", sketch("uno"));
  set_port(rig, 'B', 0x0F, 0x00);
  CHECK(rig.ask("o", 2) == Bytes{0x08, 0x00});
}

TEST_CASE("SBI on a PIN register toggles its one bit") {
  Rig rig("uno", sketch("uno"));
  set_port(rig, 'B', 0x0F, 0x00);
  CHECK(rig.ask("t", 1) == Bytes{0x2F});
  CHECK(rig.jig.lamps().pass);
  CHECK(rig.ask("t", 1) == Bytes{0x0F});
  CHECK_FALSE(rig.jig.lamps().pass);
}
