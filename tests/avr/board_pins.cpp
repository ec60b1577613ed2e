#include "avr/board_pins.hpp"

#include <map>
#include <string_view>

#include "boards/mega/pin_map.h"
#include "boards/mega64/pin_map.h"
#include "boards/uno/pin_map.h"

namespace buzzout {

const BoardPins& pins_of(const Board& board) {
  static const std::map<std::string_view, BoardPins> kPins = {
      {"uno", {uno::serial_in_pin, uno::button_pin, uno::lamp_pin, {}, {}, uno::sda_pin, uno::scl_pin}},
      {"mega",
       {mega::serial_in_pin, mega::button_pin, mega::pass_lamp_pin, mega::fail_lamp_pin,
        mega::buzzer_pin, mega::sda_pin, mega::scl_pin}},
      {"mega64", {mega64::serial_in_pin, mega64::button_pin, mega64::lamp_pin, {}, {}, {}, {}}},
  };
  return kPins.at(board.name);
}

}  // namespace buzzout
