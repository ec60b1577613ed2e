#pragma once

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/wdt.h>
#include <stdint.h>

namespace buzzout {
namespace avr {

// What survives a restart: memory that start-up code does not clear.
struct Remnant {
  uint16_t boot_id;
  uint16_t watchdog_mark;
};
extern Remnant remnant;

const uint16_t watchdog_mark = 0xB0DD;

// Differs from boot to boot: the last boot's id plus one, stirred with whatever power-up left in the
// unused memory.
uint16_t new_boot_id();

// The watchdog fires an interrupt, not a reset: old Arduino bootloaders never come back from a watchdog
// reset. Its interrupt floats the pins, leaves its mark and calls restart().
inline void start_watchdog() {
  cli();
  wdt_reset();
  WDTCSR = _BV(WDCE) | _BV(WDE);
  WDTCSR = _BV(WDIE) | _BV(WDP2) | _BV(WDP1);  // one second
  sei();
}

inline void feed_watchdog() { wdt_reset(); }

// Begins the program anew, as a reset would, without the bootloader. Never returns, and must not tell the
// compiler so: avr-gcc from 8 on gives an interrupt that cannot end no epilogue, and the assembler then
// refuses its prologue ("dangling `__gcc_isr`").
inline void restart() {
  cli();
  MCUSR = 0;
  WDTCSR = _BV(WDCE) | _BV(WDE);
  WDTCSR = 0;
  UCSR0B = 0;
  asm volatile("jmp 0");
}

// True if the watchdog began this boot; clears the mark.
bool take_watchdog_mark();

}  // namespace avr
}  // namespace buzzout
