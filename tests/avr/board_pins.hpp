#pragma once

#include <optional>

#include "boards/pin_ref.h"
#include "core/board.hpp"

namespace buzzout {

// The pins of a board that are no test points.
struct BoardPins {
  PinRef serial_in, button, pass_lamp;
  std::optional<PinRef> fail_lamp, buzzer;
  std::optional<PinRef> sda, scl;  // of the milliohm add-on, on one port
};

const BoardPins& pins_of(const Board&);

}  // namespace buzzout
