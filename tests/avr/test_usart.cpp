#include <doctest/doctest.h>

#include "avr/rig.hpp"

using namespace buzzout;

TEST_CASE("a byte takes ten bits on the wire, both ways, at one megabaud") {
  for (const char* board : {"uno", "mega"}) {
    Rig rig(board, sketch(board));
    const std::uint64_t before = rig.jig.cycle();
    CHECK(rig.ask("eA", 1) == Bytes{'A'});
    const auto& c = rig.jig.usart().counters();
    CHECK(rig.jig.usart().firmware_baud() == 1'000'000);
    CHECK(c.last_received - before == 312);  // two bytes: 20 bits of 16 cycles less half a stop bit
    CHECK(c.last_sent > c.last_received + 160);
    CHECK(c.last_sent < c.last_received + 160 + 200);
  }
}

TEST_CASE("a long reply leaves the firmware without gaps") {
  Rig rig("uno", sketch("uno"));
  const auto& c = rig.jig.usart().counters();
  rig.jig.usart().send(Bytes{'m'});
  REQUIRE(rig.jig.run_until([&] { return c.sent == 1; }, AvrJig::cycles_of_ms(1)));
  const std::uint64_t first = c.last_sent;
  REQUIRE(rig.jig.run_until([&] { return c.sent == 4; }, AvrJig::cycles_of_ms(1)));
  CHECK(c.last_sent - first == 3 * 160);
}

TEST_CASE("firmware that does not read in time loses all but three bytes") {
  Rig rig("uno", sketch("uno"));
  // Busy with interrupts off for 1 ms. Of "e1e2e3", which comes meanwhile, "e1" is in the receive
  // buffer and each later byte pushes the one before out of the shift register.
  CHECK(rig.ask(std::string("b\1e1e2e3", 8), 3, AvrJig::cycles_of_ms(3)) == Bytes{'b', '1'});
  CHECK(rig.jig.usart().counters().received == 8);
  CHECK(rig.jig.usart().counters().lost == 3);
  CHECK(rig.jig.usart().counters().read == 5);
}

TEST_CASE("firmware that reads in time loses nothing") {
  Rig rig("mega", sketch("mega"));
  CHECK(rig.ask("e1e2e3e4", 4) == Bytes{'1', '2', '3', '4'});
  CHECK(rig.jig.usart().counters().lost == 0);
  CHECK(rig.jig.usart().counters().read == 8);
}

TEST_CASE("a host at the wrong rate gives framing errors and hears garbage") {
  Rig rig("uno", sketch("uno"));
  rig.jig.usart().set_host_baud(115200);
  rig.ask("eAeAeA", 1, AvrJig::cycles_of_ms(2));
  CHECK(rig.jig.usart().counters().framing_errors > 0);
  CHECK(rig.jig.usart().counters().received > 6);  // several frames in each slow byte

  rig.jig.usart().set_host_baud(0);
  const Bytes told = rig.ask("d", 2);
  REQUIRE(told.size() == 2);
  CHECK(told[1] == (rig.jig.usart().counters().framing_errors & 0xFF));

  rig.jig.usart().send(Bytes{'e', 'A', 'e', 'B', 'e', 'C'});
  rig.jig.usart().set_host_baud(115200);
  rig.jig.run(AvrJig::cycles_of_ms(2));
  const Bytes heard = rig.jig.usart().take();
  CHECK(heard != Bytes{'A', 'B', 'C'});
  CHECK(heard.size() < 3);
}

TEST_CASE("two per cent off is no error: 115200 against the 117647 that a 16 MHz AVR makes of it") {
  Rig rig("uno", sketch("uno"));
  rig.ask("r\20", 0, AvrJig::cycles_of_ms(3));
  rig.jig.run(AvrJig::cycles_of_ms(3));
  REQUIRE(static_cast<int>(rig.jig.usart().firmware_baud()) == 117647);
  rig.jig.usart().set_host_baud(115200);
  CHECK(rig.ask("eAeU", 2) == Bytes{'A', 'U'});
  CHECK(rig.jig.usart().counters().framing_errors == 0);
  rig.jig.usart().set_host_baud(106000);  // eleven per cent
  CHECK(rig.ask("eAeU", 2, AvrJig::cycles_of_ms(10)) != Bytes{'A', 'U'});
}
