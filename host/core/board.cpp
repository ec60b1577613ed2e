#include "core/board.hpp"

#include <iterator>

#include "boards/mega/pin_map.h"
#include "boards/mega64/pin_map.h"
#include "boards/uno/pin_map.h"

namespace buzzout {
namespace {

constexpr std::string_view kButton = "button, to GND", kLampOnBoard = "pass lamp: on the board already";

constexpr BoardPart kUnoParts[] = {{kButton, uno::button_pin}, {kLampOnBoard, uno::lamp_pin}};
constexpr BoardPart kMegaParts[] = {{kButton, mega::button_pin},
                                    {"active buzzer, to GND", mega::buzzer_pin},
                                    {"pass lamp, through 470 Ω to GND", mega::pass_lamp_pin},
                                    {"fail lamp, through 470 Ω to GND", mega::fail_lamp_pin}};
constexpr BoardPart kMega64Parts[] = {{kButton, mega64::button_pin}, {kLampOnBoard, mega64::lamp_pin}};

constexpr Board kBoards[] = {
    {"uno", "Arduino Uno R3", "m328p", "arduino", 115200, uno::drive_pins, {}, kUnoParts, std::size(uno::drive_pins), false,
     uno::readable_points},
    {"mega", "Arduino Mega 2560", "m2560", "wiring", 115200, mega::drive_pins, mega::sense_pins, kMegaParts},
    {"mega64", "Arduino Mega 2560", "m2560", "wiring", 115200, mega64::drive_pins, {}, kMega64Parts},
};

}  // namespace

std::string Board::pin(Point p) const { return drive_pins[p].name; }

std::string Board::sense_pin(Point p) const { return kelvin ? sense_pins[p].name : ""; }

std::span<const Board> boards() { return kBoards; }

const Board* find_board(std::string_view name) {
  for (const auto& b : kBoards)
    if (b.name == name) return &b;
  return nullptr;
}

}  // namespace buzzout
