#pragma once

#include "boards/pin_ref.h"

namespace buzzout {
namespace mega {

// Arduino Mega 2560. Test point k drives through force pin drive_pins[k - 1] and 470 Ω 1 %, and is
// sensed at the contact itself by sense_pins[k - 1].
constexpr PinRef drive_pins[] = {
    {'A', 0, "D22"}, {'A', 1, "D23"}, {'A', 2, "D24"}, {'A', 3, "D25"},
    {'A', 4, "D26"}, {'A', 5, "D27"}, {'A', 6, "D28"}, {'A', 7, "D29"},
    {'C', 0, "D37"}, {'C', 1, "D36"}, {'C', 2, "D35"}, {'C', 3, "D34"},
    {'C', 4, "D33"}, {'C', 5, "D32"}, {'C', 6, "D31"}, {'C', 7, "D30"},
};
constexpr PinRef sense_pins[] = {
    {'F', 0, "A0"}, {'F', 1, "A1"}, {'F', 2, "A2"},  {'F', 3, "A3"},
    {'F', 4, "A4"}, {'F', 5, "A5"}, {'F', 6, "A6"},  {'F', 7, "A7"},
    {'K', 0, "A8"}, {'K', 1, "A9"}, {'K', 2, "A10"}, {'K', 3, "A11"},
    {'K', 4, "A12"}, {'K', 5, "A13"}, {'K', 6, "A14"}, {'K', 7, "A15"},
};

constexpr PinRef serial_in_pin = {'E', 0, "D0"};
constexpr PinRef button_pin = {'E', 4, "D2"};  // to ground, pulled up
constexpr PinRef buzzer_pin = {'E', 5, "D3"};
constexpr PinRef pass_lamp_pin = {'G', 5, "D4"};
constexpr PinRef fail_lamp_pin = {'E', 3, "D5"};
constexpr PinRef sda_pin = {'D', 1, "D20"};  // of the milliohm add-on
constexpr PinRef scl_pin = {'D', 0, "D21"};

}  // namespace mega
}  // namespace buzzout
