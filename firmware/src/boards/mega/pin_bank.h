#pragma once

#include <avr/io.h>
#include <stdint.h>

#include "boards/avr/wait.h"
#include "boards/mega/pin_map.h"
#include "core/scanner.h"

namespace buzzout {
namespace mega {

// The Mega's sixteen Kelvin points; see pin_map.h. Force pins on PORTA and PORTC drive through their
// resistors and float without pull-up otherwise; sense pins on PORTF and PORTK, at the contacts, hold
// the pull-ups and are read. A sense pin is never driven here.
class PinBank {
 public:
  static const uint8_t points = sizeof(drive_pins) / sizeof(drive_pins[0]);
  typedef uint16_t Mask;
  struct Set {
    uint8_t a, c;  // points 1–8 and 9–16, by bit
  };

  static BUZZOUT_INLINE Set all() { return Set{0xFF, 0xFF}; }
  static BUZZOUT_INLINE Set both(Set x, Set y) { return Set{uint8_t(x.a & y.a), uint8_t(x.c & y.c)}; }
  static BUZZOUT_INLINE Set minus(Set x, Set y) {
    return Set{uint8_t(x.a & ~y.a), uint8_t(x.c & ~y.c)};
  }
  static BUZZOUT_INLINE Set where_equal(Set x, Set y) {
    return Set{uint8_t(~(x.a ^ y.a)), uint8_t(~(x.c ^ y.c))};
  }
  static BUZZOUT_INLINE bool none(Set s) { return (s.a | s.c) == 0; }
  template <uint8_t B>
  static BUZZOUT_INLINE Set index_bit_clear() {
    return from_mask(B == 0 ? 0x5555 : B == 1 ? 0x3333 : B == 2 ? 0x0F0F : 0x00FF);
  }
  static BUZZOUT_INLINE Set from_mask(Mask m) { return Set{uint8_t(m), uint8_t(m >> 8)}; }
  static BUZZOUT_INLINE Mask to_mask(Set s) { return Mask(s.a | (Mask(s.c) << 8)); }

  BUZZOUT_INLINE void begin() { idle(); }
  BUZZOUT_INLINE void idle() {
    release();
    DDRF = 0;
    DDRK = 0;
    pull_up_all();
  }
  BUZZOUT_INLINE void float_all() {
    DDRA = 0;
    DDRC = 0;
    PORTA = 0;
    PORTC = 0;
    PORTF = 0;
    PORTK = 0;
  }
  BUZZOUT_INLINE void pull_up_all() {
    PORTF = 0xFF;
    PORTK = 0xFF;
  }
  BUZZOUT_INLINE void discharge_all() {
    PORTF = 0;
    PORTK = 0;
    DDRA = 0xFF;
    DDRC = 0xFF;
  }
  BUZZOUT_INLINE void precharge() {
    PORTA = 0xFF;
    PORTC = 0xFF;
    DDRA = 0xFF;
    DDRC = 0xFF;
  }
  BUZZOUT_INLINE void end_precharge() { release(); }
  BUZZOUT_INLINE void release() {
    DDRA = 0;
    DDRC = 0;
    PORTA = 0;
    PORTC = 0;
  }
  template <uint8_t P>
  BUZZOUT_INLINE void drive_low_only() {
    if (P < 8)
      DDRA = uint8_t(1u << drive_pins[P].bit);
    else
      DDRC = uint8_t(1u << drive_pins[P].bit);
  }
  template <uint8_t P>
  BUZZOUT_INLINE void release_only() {
    if (P < 8)
      DDRA = 0;
    else
      DDRC = 0;
  }
  BUZZOUT_INLINE void drive_low(Set s) {
    DDRA = s.a;
    DDRC = s.c;
  }
  BUZZOUT_INLINE Set high() const { return Set{PINF, PINK}; }
  template <uint16_t Us>
  BUZZOUT_INLINE void wait_us() {
    avr::wait_us<Us>();
  }
  void wait_ms(uint8_t ms) { avr::wait_ms(ms); }
};

}  // namespace mega
}  // namespace buzzout
