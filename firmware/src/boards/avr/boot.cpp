#if defined(__AVR__)
#include "boards/avr/boot.h"

extern uint8_t __bss_end;

namespace buzzout {
namespace avr {

Remnant remnant __attribute__((section(".noinit")));

uint16_t new_boot_id() {
  uint16_t id = uint16_t(remnant.boot_id + 1);
  const uint8_t* const unused = &__bss_end;
  for (uint16_t i = 0; i < 512; ++i)
    id = uint16_t((id << 3) - id + unused[i]);  // 7·id + byte
  if (id == remnant.boot_id) ++id;
  remnant.boot_id = id;
  return id;
}

bool take_watchdog_mark() {
  const bool marked = remnant.watchdog_mark == watchdog_mark;
  remnant.watchdog_mark = 0;
  return marked;
}

}  // namespace avr
}  // namespace buzzout
#endif
