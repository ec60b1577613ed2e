#include <doctest/doctest.h>

#include "avr/rig.hpp"

using namespace buzzout;

TEST_CASE("a known sequence takes the cycles of the data sheet") {
  // LDI 1, ten DEC and BRNE 29, PUSH 2, POP 2, RET 4; a three-byte return address costs one more.
  const struct {
    const char* board;
    std::uint64_t cycles;
  } expected[] = {{"uno", 38}, {"mega", 39}};
  for (const auto& e : expected) {
    Rig rig(e.board, sketch(e.board));
    rig.jig.usart().send(Bytes{'k'});
    const auto call =
        rig.jig.next_call(rig.jig.function("timed_sequence"), AvrJig::cycles_of_ms(10));
    REQUIRE(call);
    CHECK(call->cycles() == e.cycles);
  }
}

TEST_CASE("a hung program ends in the watchdog's interrupt, every time, and goes on") {
  for (const char* board : {"uno", "mega"}) {
    Rig rig(board, sketch(board));
    rig.jig.run(AvrJig::cycles_of_ms(100));
    CHECK(rig.jig.watchdog_interrupts() == 0);
    for (std::uint64_t n = 1; n <= 3; ++n) {
      rig.jig.hang();
      CHECK(rig.jig.hung());
      const std::uint64_t before = rig.jig.cycle();
      CHECK(rig.ask("", 1) == Bytes{'W'});
      CHECK(rig.jig.watchdog_interrupts() == n);
      CHECK(rig.jig.cycle() - before > AvrJig::cycles_of_ms(14));
      CHECK(rig.jig.cycle() - before < AvrJig::cycles_of_ms(18));
      CHECK_FALSE(rig.jig.hung());
      CHECK(rig.ask("eX", 1) == Bytes{'X'});
    }
  }
}

TEST_CASE("memory is noise at power-up and survives a reset") {
  Rig first("uno", sketch("uno"), {{}, 1});
  Rig again("uno", sketch("uno"), {{}, 1});
  Rig other("uno", sketch("uno"), {{}, 2});
  const Bytes noise = first.ask("m", 4);
  CHECK(noise.size() == 4);
  CHECK(again.ask("m", 4) == noise);
  CHECK(other.ask("m", 4) != noise);
  first.jig.reset();
  CHECK(first.ask("m", 4, AvrJig::cycles_of_ms(5)).empty());  // came before the receiver was on
  CHECK(first.ask("m", 4) == noise);
}

TEST_CASE("a reset floats the pins and forgets what was received") {
  Rig rig("uno", sketch("uno"));
  rig.plug("bridge:7:12");
  REQUIRE(rig.ask(std::string("wB\0\1", 4), 1) == Bytes{'w'});
  REQUIRE(rig.ask(std::string("wC\77\0", 4), 1) == Bytes{'w'});
  REQUIRE(rig.ask("pC", 1) == Bytes{0x3D});
  rig.jig.usart().send(Bytes{'e'});
  rig.jig.run(AvrJig::cycles_of_us(30));
  rig.jig.reset();
  rig.jig.run(AvrJig::cycles_of_ms(1));
  REQUIRE(rig.ask(std::string("wC\77\0", 4), 1) == Bytes{'w'});
  CHECK(rig.ask("pC", 1) == Bytes{0x3F});
}

TEST_CASE("what is no program is refused") {
  CHECK_THROWS_AS(Rig("uno", BUZZOUT_SOURCE_DIR "/CMakeLists.txt"), Error);
  CHECK_THROWS_AS(Rig("uno", "/nowhere.elf"), Error);
  CHECK_THROWS_AS(Rig("uno", sketch("uno")).jig.function("no_such_function"), Error);
}

TEST_CASE("the jig's number stands in the EEPROM with its complement") {
  Rig rig("mega", sketch("mega"), {0x01020304u, 1});
  const Bytes eeprom = rig.jig.eeprom();
  REQUIRE(eeprom.size() == 4096);
  CHECK(Bytes(eeprom.begin(), eeprom.begin() + 9) ==
        Bytes{4, 3, 2, 1, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF});
}

TEST_CASE("a byte of EEPROM takes its 3.4 ms") {
  Rig rig("uno", sketch("uno"));
  const std::uint64_t before = rig.jig.cycle();
  CHECK(rig.ask("nZ", 1) == Bytes{'Z'});
  CHECK(rig.jig.cycle() - before > AvrJig::cycles_of_us(3400));
  CHECK(rig.jig.cycle() - before < AvrJig::cycles_of_us(3500));
  CHECK(rig.jig.eeprom()[100] == 'Z');
}
