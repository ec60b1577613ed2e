#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "avr/rig.hpp"

using namespace buzzout;
using Reference = Converter::Reference;

namespace {

constexpr std::uint8_t kAdcsra = 0x7A, kAdcsrb = 0x7B, kAdmux = 0x7C, kAdcl = 0x78, kAdch = 0x79, kPrr0 = 0x64;
constexpr int kEnable = 0x80, kStart = 0x40, kFreeRunning = 0x20, kFlag = 0x10, kInterrupt = 0x08;
constexpr int kBy128 = 7, kBy32 = 5;
constexpr int kAvcc = 0x40, kLeft = 0x20;

constexpr std::uint64_t kSeed = 11;

ConverterTraits loud() {
  ConverterTraits t;
  t.noise_lsb = 0.8;
  t.inl_lsb = 1.25;
  t.dnl_lsb = 0.5;
  return t;
}

ConverterTraits quiet() {
  ConverterTraits t;
  t.noise_lsb = t.inl_lsb = t.dnl_lsb = t.ripple_volt = 0;
  return t;
}

struct AdcRig : Rig {
  explicit AdcRig(const std::string& name, const ConverterTraits& traits = quiet())
      : Rig(name, sketch(name)), volt_1_1(name == "uno" ? 0xC0 : 0x80), ground(name == "uno" ? 0x0F : 0x1F) {
    bench.set_converter(traits, kSeed);
  }

  void poke(std::uint8_t address, int value) {
    REQUIRE(ask(std::string{'s', static_cast<char>(address), static_cast<char>(value)}, 1) == Bytes{'s'});
  }
  int peek(std::uint8_t address) {
    const Bytes reply = ask(std::string{'l', static_cast<char>(address)}, 1);
    REQUIRE(reply.size() == 1);
    return reply[0];
  }
  // The converter on, and its first, longer conversion behind it.
  void begin(int prescaler = kBy128) {
    poke(kAdcsra, kEnable | prescaler);
    convert(ground);
  }
  unsigned convert(int admux) {
    const Bytes reply = ask(std::string{'a', static_cast<char>(admux)}, 2);
    REQUIRE(reply.size() == 2);
    return reply[0] + 256U * reply[1];
  }
  unsigned result() {
    const int low = peek(kAdcl);
    return static_cast<unsigned>(low + 256 * peek(kAdch));
  }
  void wait_ms(std::uint64_t ms) { jig.run(AvrJig::cycles_of_ms(ms)); }
  bool busy() { return (jig.data(kAdcsra) & kStart) != 0; }

  // Cycles for which ADSC reads one, of a conversion that this write starts.
  std::uint64_t cycles_of(int control) {
    const char request[] = {'s', static_cast<char>(kAdcsra), static_cast<char>(control)};
    jig.usart().send(Bytes(request, request + 3));
    REQUIRE(jig.run_until([&] { return busy(); }, AvrJig::cycles_of_ms(1)));
    const std::uint64_t from = jig.cycle();
    REQUIRE(jig.run_until([&] { return !busy(); }, AvrJig::cycles_of_ms(5)));
    const std::uint64_t taken = jig.cycle() - from;
    wait_ms(1);
    jig.usart().take();
    return taken;
  }

  int volt_1_1, ground;
};

// Each test point at a voltage of its own.
std::string ladder(const Board& board) {
  std::string spec = "none";
  for (Point p = 0; p < board.points; ++p)
    spec += ",powered:" + std::to_string(point_number(p)) + ":" + std::to_string(0.07 + 0.9 * point_number(p) / board.points);
  return spec;
}

}  // namespace

TEST_CASE("every channel of every board reads its point, as the converter says") {
  struct Layout {
    const char* board;
    std::vector<int> points;  // by channel; 0: none
  };
  const std::vector<Layout> layouts = {{"uno", {11, 12, 13, 14, 15, 16, 0, 0}},
                                       {"mega", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}},
                                       {"mega64", {49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64}}};
  for (const auto& [board, by_channel] : layouts) {
    CAPTURE(board);
    AdcRig rig(board, loud());
    rig.plug(ladder(rig.board));
    Converter oracle(loud(), kSeed);
    rig.begin();
    oracle.convert_ground(0);
    for (const int reference : {kAvcc, rig.volt_1_1}) {
      oracle.select(reference == kAvcc ? Reference::avcc : Reference::bandgap, rig.bench.now());
      rig.poke(kAdcsrb, 0);
      rig.convert(reference | rig.ground);
      oracle.convert_ground(rig.bench.now());
      rig.wait_ms(50);
      for (std::size_t channel = 0; channel < by_channel.size(); ++channel) {
        CAPTURE(channel);
        rig.poke(kAdcsrb, channel < 8 ? 0 : 0x08);
        const unsigned code = rig.convert(reference | static_cast<int>(channel & 7));
        const int point = by_channel[channel];
        const double now = rig.bench.now();
        const unsigned wanted =
            point == 0 ? oracle.convert_ground(now) : oracle.convert(rig.bench.volts(static_cast<Point>(point - 1)), now);
        CHECK(code == wanted);
        if (point != 0) CHECK(code > 10);
      }
    }
    CHECK(rig.jig.adc().counters().unmodelled == 0);
  }
}

TEST_CASE("the bandgap, ground and temperature are channels too, and what is none is counted") {
  AdcRig uno("uno"), mega("mega");
  for (AdcRig* rig : {&uno, &mega}) {
    rig->begin();
    rig->convert(kAvcc | rig->ground);
    rig->wait_ms(1);
    CHECK(rig->convert(kAvcc | (rig->ground - 1)) == 225);  // 1.1 V of 5 V
    CHECK(rig->convert(kAvcc | rig->ground) == 0);
    CHECK(rig->jig.adc().counters().unmodelled == 0);
  }
  uno.convert(uno.volt_1_1 | 8);
  uno.wait_ms(50);
  Converter oracle(quiet(), kSeed);
  oracle.select(Reference::bandgap, 0);
  CHECK(uno.convert(uno.volt_1_1 | 8) == oracle.convert_temperature(1));
  uno.convert(uno.volt_1_1 | 9);
  mega.convert(kAvcc | 9);  // ADC1 against ADC0, ten times
  CHECK(uno.jig.adc().counters().unmodelled == 1);
  CHECK(mega.jig.adc().counters().unmodelled == 1);
}

TEST_CASE("a conversion takes thirteen ADC clocks, the first one twenty-five, from the next edge of that clock on") {
  for (const char* board : {"uno", "mega"})
    for (const auto& [prescaler, clock] : {std::pair{kBy128, 128U}, {kBy32, 32U}}) {
      AdcRig rig(board);
      const auto& adc = rig.jig.adc().counters();
      const auto first = rig.cycles_of(kEnable | kStart | prescaler);
      CHECK(adc.last_complete - adc.last_start == 25 * clock);
      const auto enabled = adc.last_start - clock;
      CHECK(first >= 25 * clock);
      CHECK(first <= 26 * clock + 4);
      for (int i = 0; i < 3; ++i) {
        const auto taken = rig.cycles_of(kEnable | kStart | prescaler);
        CHECK(adc.last_complete - adc.last_start == 13 * clock);
        CHECK((adc.last_start - enabled) % clock == 0);
        CHECK(taken >= 13 * clock);
        CHECK(taken <= 14 * clock + 4);
      }
    }
}

TEST_CASE("channel and reference are those of the start, the network that of a clock and a half later") {
  AdcRig rig("uno");
  rig.plug("none,powered:11:1,powered:12:3");
  rig.begin();
  rig.poke(kAdmux, kAvcc | 0);
  rig.wait_ms(1);
  rig.poke(kAdcsra, kEnable | kStart | kBy128);
  rig.poke(kAdmux, rig.volt_1_1 | 1);
  REQUIRE(rig.busy());
  CHECK(rig.bench.converter().reference() == Reference::avcc);
  rig.plug("none,powered:11:4,powered:12:4");  // after the sample was taken
  rig.wait_ms(1);
  CHECK(rig.result() == 204);
  CHECK(rig.bench.converter().reference() == Reference::bandgap);
}

TEST_CASE("what changes after the start and before the sample is converted, what changes after the sample is not") {
  for (const auto& [clocks, code] : {std::pair{1U, 819U}, {2U, 204U}}) {
    AdcRig rig("uno");
    rig.plug("none,powered:11:1");
    rig.begin();
    rig.poke(kAdmux, kAvcc);
    rig.wait_ms(1);
    const char request[] = {'s', static_cast<char>(kAdcsra), static_cast<char>(kEnable | kStart | kBy128)};
    const auto& adc = rig.jig.adc().counters();
    const auto before = adc.last_start;
    rig.jig.usart().send(Bytes(request, request + 3));
    REQUIRE(rig.jig.run_until([&] { return adc.last_start != before; }, AvrJig::cycles_of_ms(1)));
    rig.jig.run(clocks * 128 - 64);
    rig.plug("none,powered:11:4");
    rig.wait_ms(1);
    rig.jig.usart().take();
    CHECK(rig.result() == code);
  }
}

TEST_CASE("who does not wait for AREF reads too little") {
  for (const char* board : {"uno", "mega"}) {
    AdcRig rig(board);
    const int point = rig.board.kelvin ? 1 : 11;
    rig.plug("none,powered:" + std::to_string(point) + ":1");
    rig.begin();
    rig.convert(kAvcc);
    rig.wait_ms(1);
    CHECK(rig.convert(kAvcc) == 204);
    CHECK(rig.convert(rig.volt_1_1) < 220);
    rig.wait_ms(10);
    const unsigned early = rig.convert(rig.volt_1_1);
    CHECK(early > 700);
    CHECK(early < 850);
    rig.wait_ms(30);
    CHECK(rig.convert(rig.volt_1_1) == 930);
    rig.convert(kAvcc);
    CHECK(rig.convert(kAvcc) == 204);
  }
}

TEST_CASE("nothing is on AREF and nothing is converted while the ADC is off or has no clock") {
  AdcRig rig("uno");
  rig.plug("none,powered:11:1");
  rig.poke(kAdmux, kAvcc);
  rig.poke(kAdcsra, kStart | kBy128);
  rig.wait_ms(1);
  CHECK(rig.jig.adc().counters().conversions == 0);
  CHECK(rig.bench.converter().reference_volts(rig.bench.now()) == 0);
  CHECK_FALSE(rig.busy());
  rig.poke(kPrr0, 1);
  rig.poke(kAdcsra, kEnable | kStart | kBy128);
  CHECK(rig.peek(kAdcsra) == kBy128);
  rig.poke(kPrr0, 0);
  rig.poke(kAdcsra, kEnable | kStart | kBy128);
  rig.poke(kAdcsra, kBy128);
  rig.wait_ms(1);
  CHECK(rig.jig.adc().counters().conversions == 0);
  CHECK(rig.jig.adc().counters().aborted == 1);
  rig.begin();
  rig.wait_ms(1);
  rig.convert(kAvcc);
  CHECK(rig.convert(kAvcc) == 204);
  rig.jig.reset();
  rig.wait_ms(50);
  CHECK(rig.peek(kAdcsra) == 0);
  CHECK(rig.bench.converter().reference_volts(rig.bench.now()) == 0);
}

TEST_CASE("the result waits between ADCL and ADCH, and may stand to the left") {
  AdcRig rig("uno");
  rig.plug("none,powered:11:1,powered:12:3");
  rig.begin();
  rig.convert(kAvcc);
  rig.wait_ms(1);
  REQUIRE(rig.convert(kAvcc) == 204);
  CHECK(rig.peek(kAdcl) == 204);
  rig.poke(kAdmux, kAvcc | 1);
  rig.poke(kAdcsra, kEnable | kStart | kBy128);
  rig.wait_ms(1);
  CHECK(rig.jig.adc().counters().lost == 1);
  CHECK(rig.peek(kAdcl) == 204);
  CHECK(rig.peek(kAdch) == 0);
  CHECK(rig.convert(kAvcc | 1) == 614);
  rig.poke(kAdmux, kAvcc | kLeft | 1);
  CHECK(rig.peek(kAdch) == 614 >> 2);
  CHECK(rig.peek(kAdcl) == (614 << 6 & 0xFF));
}

TEST_CASE("the flag stays until it is cleared, and calls the interrupt if that is wanted") {
  AdcRig rig("mega");
  rig.poke(kAdcsra, kEnable | kStart | kBy32);
  rig.wait_ms(1);
  CHECK(rig.peek(kAdcsra) == (kEnable | kFlag | kBy32));
  CHECK(rig.ask("c", 1) == Bytes{0});
  rig.poke(kAdcsra, kEnable | kFlag | kBy32);
  CHECK(rig.peek(kAdcsra) == (kEnable | kBy32));
  rig.poke(kAdcsra, kEnable | kStart | kInterrupt | kBy32);
  rig.wait_ms(1);
  CHECK(rig.ask("c", 1) == Bytes{1});
  CHECK(rig.peek(kAdcsra) == (kEnable | kInterrupt | kBy32));
  rig.poke(kAdcsra, kEnable | kStart | kBy32);
  rig.wait_ms(1);
  rig.poke(kAdcsra, kEnable | kInterrupt | kBy32);
  CHECK(rig.ask("c", 1) == Bytes{2});
}

TEST_CASE("free running goes on by itself with the channel of the moment") {
  AdcRig rig("uno");
  rig.plug("none,powered:11:1,powered:12:3");
  rig.poke(kAdmux, kAvcc);
  rig.poke(kAdcsra, kEnable | kStart | kFreeRunning | kBy128);
  const auto& adc = rig.jig.adc().counters();
  REQUIRE(rig.jig.run_until([&] { return adc.conversions == 2; }, AvrJig::cycles_of_ms(2)));
  const auto second = adc.last_complete;
  REQUIRE(rig.jig.run_until([&] { return adc.conversions == 5; }, AvrJig::cycles_of_ms(2)));
  CHECK(adc.last_complete - second == 3 * 13 * 128);
  CHECK(rig.result() == 204);
  rig.poke(kAdmux, kAvcc | 1);
  rig.wait_ms(1);
  CHECK(rig.result() == 614);
  rig.poke(kAdcsra, kEnable | kBy128);
  rig.wait_ms(1);
  const auto stopped = adc.conversions;
  rig.wait_ms(1);
  CHECK(adc.conversions == stopped);
}
