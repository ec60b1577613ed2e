#include "benchmarks/firmware_figures.hpp"
#include "benchmarks/rig.hpp"
#include "jig/envelope.hpp"

namespace buzzout::benchmarks {
namespace {

constexpr std::uint64_t kCyclesPerByte = 160;  // ten bits of 16 cycles at 1 Mbaud
constexpr std::uint64_t kHalfBit = 8;          // a stop bit is sampled in its middle

struct Exchange {
  std::size_t request = 0, reply = 0;  // bytes, line ends included
  std::uint64_t turnaround = 0;        // cycles from the request's end to the reply's
  std::uint64_t first = 0;             // cycles from the request's end to the reply's first byte's
};

Exchange measure(Rig& rig, std::uint32_t sequence, const char* command) {
  const SealedRequest request = seal(sequence, command);
  const auto& c = rig.jig().usart().counters();
  const std::uint64_t sent = c.sent;
  Exchange e;
  e.request = request.line.size() + 1;
  rig.send(request.line + "\n");
  require(rig.jig().run_until([&] { return c.sent != sent; }, AvrJig::cycles_of_ms(1000)),
          std::string(command) + " is not answered");
  const std::uint64_t asked = c.last_received + kHalfBit;
  e.first = c.last_sent - asked;
  std::string reply = rig.await_line();
  e.reply = reply.size();
  e.turnaround = c.last_sent - asked;
  while (!reply.empty() && (reply.back() == '\n' || reply.back() == '\r')) reply.pop_back();
  const auto said = open_reply(request, reply);
  require(said && !said->starts_with('!'), std::string(command) + " is refused: " + reply);
  require(c.lost == 0 && c.refused == 0, std::string(command) + " loses bytes");
  return e;
}

}  // namespace

std::vector<Table> exchange_figures() {
  std::vector<Table> tables;
  for (const Board& board : boards()) {
    Rig rig(board.name,
            BUZZOUT_FIRMWARE + std::string("buzzout-") + std::string(board.name) + ".elf");
    require(rig.jig().usart().firmware_baud() == 1'000'000,
            "the firmware does not start at 1 Mbaud");
    Table t{
        "Sealed exchange at 1 Mbaud, " + std::string(board.name) + " (cycles at 16 MHz)", {}, {}};
    std::vector<Exchange> exchanges;
    std::uint32_t sequence = 40'000'000;  // as long as most of a session's are
    for (const char* command : {"SCAN?", "LEARN?", "*IDN?"}) {
      t.columns.emplace_back(command);
      exchanges.push_back(measure(rig, ++sequence, command));
    }
    const auto add = [&](const char* what, auto value, const char* unit = "", int decimals = 0) {
      Figure f{what, {}, unit, decimals};
      for (const auto& e : exchanges) f.values.emplace_back(static_cast<double>(value(e)));
      t.figures.push_back(std::move(f));
    };
    const auto wire = [](std::size_t bytes) { return bytes * kCyclesPerByte; };
    add(
        "request", [](auto& e) { return e.request; }, " B");
    add(
        "reply", [](auto& e) { return e.reply; }, " B");
    add("request's end to reply's end", [](auto& e) { return e.turnaround; });
    add("  the reply's bytes on the wire", [&](auto& e) { return wire(e.reply); });
    add("  everything else", [&](auto& e) { return e.turnaround - wire(e.reply); });
    add("    of this before the first byte", [](auto& e) { return e.first - kCyclesPerByte; });
    add(
        "request's start to reply's end",
        [&](auto& e) { return static_cast<double>(e.turnaround + wire(e.request)) / 16'000; },
        " ms", 3);
    add(
        "  if the wire were all of it",
        [&](auto& e) { return static_cast<double>(wire(e.request + e.reply)) / 16'000; }, " ms", 3);
    tables.push_back(std::move(t));
  }
  return tables;
}

}  // namespace buzzout::benchmarks
