#pragma once

#include <stdint.h>

#include "boards/pin_ref.h"

namespace buzzout {
namespace uno {

// Arduino Uno R3 (ATmega328P). Test point k is drive_pins[k - 1], through 470 Ω.
// The points fill the ports in order, so that a set of points needs few instructions to become
// port values: 1–6 on PORTD, 7–10 on PORTB, 11–16 on PORTC.
constexpr PinRef drive_pins[] = {
    {'D', 2, "D2"},  {'D', 3, "D3"},  {'D', 4, "D4"}, {'D', 5, "D5"}, {'D', 6, "D6"}, {'D', 7, "D7"},
    {'B', 0, "D8"},  {'B', 1, "D9"},  {'B', 2, "D10"}, {'B', 3, "D11"},
    {'C', 0, "A0"},  {'C', 1, "A1"},  {'C', 2, "A2"}, {'C', 3, "A3"}, {'C', 4, "A4"}, {'C', 5, "A5"},
};

constexpr uint16_t readable_points = 0xFC00;  // those on A0 to A5: what the converter reads

constexpr PinRef serial_in_pin = {'D', 0, "D0"};
constexpr PinRef button_pin = {'B', 4, "D12"};  // to ground, pulled up
constexpr PinRef lamp_pin = {'B', 5, "D13"};
// With the milliohm add-on, which takes the button's pin and shares the lamp's:
constexpr PinRef sda_pin = button_pin;
constexpr PinRef scl_pin = lamp_pin;

}  // namespace uno
}  // namespace buzzout
