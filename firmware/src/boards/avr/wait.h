#pragma once

#include <stdint.h>

#include "core/scanner.h"

namespace buzzout {
namespace avr {

template <uint16_t Us>
BUZZOUT_INLINE void wait_us() {
  __builtin_avr_delay_cycles(Us * (F_CPU / 1000000UL));
}

inline void wait_ms(uint8_t ms) {
  while (ms-- > 0) __builtin_avr_delay_cycles(F_CPU / 1000UL);
}

}  // namespace avr
}  // namespace buzzout
