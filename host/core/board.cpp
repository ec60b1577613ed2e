#include "core/board.hpp"

#include <iterator>

#include "boards/mega/pin_map.h"
#include "boards/uno/pin_map.h"

namespace buzzout {
namespace {

constexpr Board kBoards[] = {
    {"uno", "Arduino Uno R3", "m328p", "arduino", 115200, std::size(uno::drive_pins), false},
    {"mega", "Arduino Mega 2560", "m2560", "wiring", 115200, std::size(mega::drive_pins), true},
};

}  // namespace

std::string Board::pin(Point p) const {
  return name == "uno" ? uno::drive_pins[p].name : mega::drive_pins[p].name;
}

std::string Board::sense_pin(Point p) const { return kelvin ? mega::sense_pins[p].name : ""; }

std::span<const Board> boards() { return kBoards; }

const Board* find_board(std::string_view name) {
  for (const auto& b : kBoards)
    if (b.name == name) return &b;
  return nullptr;
}

}  // namespace buzzout
