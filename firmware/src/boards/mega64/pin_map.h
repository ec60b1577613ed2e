#pragma once

#include "boards/pin_ref.h"

namespace buzzout {
namespace mega64 {

// Arduino Mega 2560, every free pin a digital point. Test point k is drive_pins[k - 1], through 470 Ω.
// The points follow the numbers printed on the board, header by header: 1–10 are D3 to D12, 11–16 D14 to
// D19, 17–48 D22 to D53, 49–64 A0 to A15. PORTA, C, F, K and L are points as a whole.
//
// No points: D0 and D1 are the serial line, D13 has a lamp on the board, D20 and D21 have the board's I²C
// pull-ups, and D2 is the button, as on the Kelvin board.
constexpr PinRef drive_pins[] = {
    {'E', 5, "D3"},  {'G', 5, "D4"},  {'E', 3, "D5"},  {'H', 3, "D6"},  {'H', 4, "D7"},
    {'H', 5, "D8"},  {'H', 6, "D9"},  {'B', 4, "D10"}, {'B', 5, "D11"}, {'B', 6, "D12"},
    {'J', 1, "D14"}, {'J', 0, "D15"}, {'H', 1, "D16"}, {'H', 0, "D17"}, {'D', 3, "D18"}, {'D', 2, "D19"},
    {'A', 0, "D22"}, {'A', 1, "D23"}, {'A', 2, "D24"}, {'A', 3, "D25"},
    {'A', 4, "D26"}, {'A', 5, "D27"}, {'A', 6, "D28"}, {'A', 7, "D29"},
    {'C', 7, "D30"}, {'C', 6, "D31"}, {'C', 5, "D32"}, {'C', 4, "D33"},
    {'C', 3, "D34"}, {'C', 2, "D35"}, {'C', 1, "D36"}, {'C', 0, "D37"},
    {'D', 7, "D38"}, {'G', 2, "D39"}, {'G', 1, "D40"}, {'G', 0, "D41"},
    {'L', 7, "D42"}, {'L', 6, "D43"}, {'L', 5, "D44"}, {'L', 4, "D45"},
    {'L', 3, "D46"}, {'L', 2, "D47"}, {'L', 1, "D48"}, {'L', 0, "D49"},
    {'B', 3, "D50"}, {'B', 2, "D51"}, {'B', 1, "D52"}, {'B', 0, "D53"},
    {'F', 0, "A0"},  {'F', 1, "A1"},  {'F', 2, "A2"},  {'F', 3, "A3"},
    {'F', 4, "A4"},  {'F', 5, "A5"},  {'F', 6, "A6"},  {'F', 7, "A7"},
    {'K', 0, "A8"},  {'K', 1, "A9"},  {'K', 2, "A10"}, {'K', 3, "A11"},
    {'K', 4, "A12"}, {'K', 5, "A13"}, {'K', 6, "A14"}, {'K', 7, "A15"},
};

constexpr PinRef serial_in_pin = {'E', 0, "D0"};
constexpr PinRef button_pin = {'E', 4, "D2"};  // to ground, pulled up
constexpr PinRef lamp_pin = {'B', 7, "D13"};

}  // namespace mega64
}  // namespace buzzout
