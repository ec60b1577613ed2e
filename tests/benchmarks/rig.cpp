#include "benchmarks/rig.hpp"

#include "catalog/catalog.hpp"
#include "core/error.hpp"
#include "simulation/cable_edits.hpp"

namespace buzzout::benchmarks {
namespace {

Catalog library() {
  return Catalog({BUZZOUT_SOURCE_DIR});
}

std::string profile_of(std::string_view board) {
  return board == "mega64" ? "d-sub-25-to-8-xlr-3" : kProfile;
}

std::string fixture_of(std::string_view board) {
  if (board == "mega64") return "db25-bench";
  return board == "uno" ? "headphone-bench-uno" : "headphone-bench";
}

}  // namespace

void require(bool holds, const std::string& otherwise) {
  if (!holds) throw Error("benchmark", otherwise);
}

Rig::Rig(std::string_view board, const std::string& elf)
    : board_(*find_board(board)),
      profile_(library().profile(profile_of(board))),
      fixture_(library().fixture(fixture_of(board))),
      expected_(profile_, FixtureMap(profile_, fixture_)),
      bench_(board_, fixture_, &profile_, {},
             [](const std::string& name) { return library().profile(name); }),
      jig_(elf, board_, bench_) {
  bench_.plug(parse_cable_edits("good"));
  jig_.run(AvrJig::cycles_of_ms(10));
  jig_.usart().take();  // the hello
}

void Rig::send(std::string_view bytes) {
  const std::vector<std::uint8_t> raw(bytes.begin(), bytes.end());
  jig_.usart().send(raw);
}

template <class Enough>
std::string Rig::await(const Enough& enough) {
  std::string reply;
  const std::uint64_t end = jig_.cycle() + AvrJig::cycles_of_ms(1000);
  while (!enough(reply)) {
    require(jig_.cycle() < end,
            "the program on the " + std::string(board_.name) + " does not answer");
    jig_.run(AvrJig::cycles_of_us(50));
    for (const std::uint8_t b : jig_.usart().take()) reply += static_cast<char>(b);
  }
  return reply;
}

std::string Rig::await_bytes(std::size_t count) {
  return await([count](const std::string& s) { return s.size() >= count; });
}

std::string Rig::await_line() {
  return await([](const std::string& s) { return !s.empty() && s.back() == '\n'; });
}

std::uint64_t Rig::cycles_of(std::string_view function) {
  const auto call = jig_.next_call(jig_.function(function), AvrJig::cycles_of_ms(1000));
  require(call.has_value(), std::string(function) + " is not called");
  return call->cycles();
}

bool Rig::drives_low(Point p) const {
  const PinRef& pin = board_.drive_pins[p];
  // In threes, PIN, DDR, PORT: on both controllers PINA to PORTG from 0x20, PINH to PORTL, without an I,
  // from 0x100.
  const int at_port = pin.port <= 'G' ? 0x20 + 3 * (pin.port - 'A')
                                      : 0x100 + 3 * (pin.port - 'H' - (pin.port > 'I' ? 1 : 0));
  const auto at = static_cast<std::uint16_t>(at_port);
  const bool output = (jig_.data(static_cast<std::uint16_t>(at + 1)) >> pin.bit & 1) != 0;
  const bool latch = (jig_.data(static_cast<std::uint16_t>(at + 2)) >> pin.bit & 1) != 0;
  return output && !latch;
}

unsigned Rig::patterns_until_reply() {
  const std::uint64_t sent = jig_.usart().counters().sent;
  unsigned patterns = 0;
  bool was_low = false;
  const auto replies = [&] {
    bool low = false;
    for (Point p = 0; p < board_.points; ++p) low = low || drives_low(p);
    if (low && !was_low) ++patterns;
    was_low = low;
    return jig_.usart().counters().sent != sent;
  };
  require(jig_.run_until(replies, AvrJig::cycles_of_ms(1000)), "no reply comes");
  return patterns;
}

}  // namespace buzzout::benchmarks
