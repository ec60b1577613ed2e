#pragma once

#include <stdint.h>

#include "core/meter.h"

namespace buzzout {
namespace avr {

// One pin of a port. It floats without a pull-up between low and high, so that it never turns from one to the other.
inline void drive(volatile uint8_t& ddr, volatile uint8_t& port, uint8_t bit, Level level) {
  const uint8_t others = uint8_t(~bit);
  ddr = uint8_t(ddr & others);
  port = uint8_t(port & others);
  if (level == Level::off) return;
  if (level == Level::high) port = uint8_t(port | bit);
  ddr = uint8_t(ddr | bit);
}

}  // namespace avr
}  // namespace buzzout
