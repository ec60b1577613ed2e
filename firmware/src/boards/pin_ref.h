#pragma once

#include <stdint.h>

namespace buzzout {

// A microcontroller pin: port letter and bit, and the name printed on the board.
struct PinRef {
  char port;
  uint8_t bit;
  const char* name;
};

}  // namespace buzzout
