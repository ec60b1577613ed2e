#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "avr/avr_jig.hpp"
#include "core/board.hpp"
#include "core/error.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// A board running an ELF, with a fixture of one socket that has all points ("all.1" …) and nothing
// plugged in but what jig edits do ("bridge:1:2").
struct Rig {
  // With the milliohm add-on, channel 0 on point 1 and so on, if `with_addon`.
  Rig(std::string_view board_name, const std::string& elf, AvrJig::Options options = {}, bool with_addon = false)
      : board(*find_board(board_name)),
        fixture(one_socket(board, with_addon)),
        bench(board, fixture, nullptr, {},
              [](const std::string& name) -> Profile {
                throw Error("unknown-profile", "no profile " + name);
              }),
        jig(elf, board, bench, options) {
    jig.run(AvrJig::cycles_of_ms(1));  // to where it listens
  }

  void plug(std::string_view spec) { bench.plug(parse_cable_edits(spec)); }

  // Sends, then runs until `count` bytes have come back, or too long has passed.
  std::vector<std::uint8_t> ask(std::string_view request, std::size_t count,
                                std::uint64_t patience = AvrJig::cycles_of_ms(100)) {
    const std::vector<std::uint8_t> bytes(request.begin(), request.end());
    jig.usart().send(bytes);
    std::vector<std::uint8_t> reply;
    for (const std::uint64_t end = jig.cycle() + patience;
         reply.size() < count && jig.cycle() < end;) {
      jig.run(AvrJig::cycles_of_us(20));
      for (const std::uint8_t b : jig.usart().take()) reply.push_back(b);
    }
    return reply;
  }

  static Fixture one_socket(const Board& board, bool with_addon = false) {
    Fixture f;
    f.name = "all-points";
    f.board = board.name;
    Socket s;
    s.name = s.label = "all";
    s.type.name = "all";
    for (Point k = 0; k < board.points; ++k) {
      s.type.contacts.push_back(std::to_string(point_number(k)));
      s.wires.emplace_back(s.type.contacts.back(), k);
      if (with_addon) f.taps[k] = k;
    }
    f.sockets.push_back(s);
    return f;
  }

  const Board& board;
  Fixture fixture;
  Workbench bench;
  AvrJig jig;
};

// The harness's own sketch on a board.
inline std::string sketch(std::string_view board) {
  return std::string(BUZZOUT_HARNESS_ELF) + (board == "uno" ? "atmega328p" : "atmega2560") + ".elf";
}

using Bytes = std::vector<std::uint8_t>;

}  // namespace buzzout
