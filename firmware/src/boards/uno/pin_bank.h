#pragma once

#include <avr/io.h>
#include <stdint.h>

#include "boards/avr/wait.h"
#include "boards/uno/pin_map.h"
#include "core/scanner.h"

namespace buzzout {
namespace uno {

// The Uno's sixteen points as port bits; see pin_map.h. Everything is constant but the sets of a learn
// or a hold, so a row of the matrix is a handful of port instructions.
class PinBank {
 public:
  static const uint8_t points = sizeof(drive_pins) / sizeof(drive_pins[0]);
  typedef uint16_t Mask;
  struct Set {
    uint8_t d, b, c;
  };

  static BUZZOUT_INLINE Set all() { return Set{d_all, b_all, c_all}; }
  static BUZZOUT_INLINE Set both(Set x, Set y) {
    return Set{uint8_t(x.d & y.d), uint8_t(x.b & y.b), uint8_t(x.c & y.c)};
  }
  static BUZZOUT_INLINE Set minus(Set x, Set y) {
    return Set{uint8_t(x.d & ~y.d), uint8_t(x.b & ~y.b), uint8_t(x.c & ~y.c)};
  }
  static BUZZOUT_INLINE Set where_equal(Set x, Set y) {
    return Set{uint8_t(~(x.d ^ y.d)), uint8_t(~(x.b ^ y.b)), uint8_t(~(x.c ^ y.c))};
  }
  static BUZZOUT_INLINE bool none(Set s) {
    return ((s.d & d_all) | (s.b & b_all) | (s.c & c_all)) == 0;
  }
  template <uint8_t B>
  static BUZZOUT_INLINE Set index_bit_clear() {
    return from_mask(B == 0 ? 0x5555 : B == 1 ? 0x3333 : B == 2 ? 0x0F0F : 0x00FF);
  }
  static BUZZOUT_INLINE Set from_mask(Mask m) {
    return Set{uint8_t((m << 2) & d_all), uint8_t((m >> 6) & b_all), uint8_t((m >> 10) & c_all)};
  }
  static BUZZOUT_INLINE Mask to_mask(Set s) {
    return Mask(((s.d & d_all) >> 2) | ((s.b & b_all) << 6) | ((s.c & c_all) << 10));
  }

  BUZZOUT_INLINE void begin() {
    lamp_ = PORTB & b_lamp;
    release();
  }
  BUZZOUT_INLINE void idle() {
    release();
    PORTB = uint8_t(b_all | b_keep | lamp_);
  }
  BUZZOUT_INLINE void float_all() {
    DDRD = d_keep_ddr;
    DDRB = b_lamp;
    DDRC = 0;
    PORTD = d_keep;
    PORTB = b_keep;
    PORTC = 0;
  }
  BUZZOUT_INLINE void pull_up_all() {
    PORTD = d_all | d_keep;
    PORTB = b_all | b_keep;
    PORTC = c_all;
  }
  BUZZOUT_INLINE void discharge_all() {
    PORTD = d_keep;
    PORTB = b_keep;
    PORTC = 0;
    DDRD = d_all | d_keep_ddr;
    DDRB = b_all | b_lamp;
    DDRC = c_all;
  }
  BUZZOUT_INLINE void precharge() {
    DDRD = d_all | d_keep_ddr;
    DDRB = b_all | b_lamp;
    DDRC = c_all;
  }
  BUZZOUT_INLINE void end_precharge() {
    DDRD = d_keep_ddr;
    DDRB = b_lamp;
    DDRC = 0;
  }
  BUZZOUT_INLINE void release() {
    end_precharge();
    pull_up_all();
  }
  template <uint8_t P>
  BUZZOUT_INLINE void drive_low_only() {
    if (P < 6) {
      PORTD = uint8_t((d_all | d_keep) & ~port_bit<P>());
      DDRD = uint8_t(port_bit<P>() | d_keep_ddr);
    } else if (P < 10) {
      PORTB = uint8_t((b_all | b_keep) & ~port_bit<P>());
      DDRB = uint8_t(port_bit<P>() | b_lamp);
    } else {
      PORTC = uint8_t(c_all & ~port_bit<P>());
      DDRC = port_bit<P>();
    }
  }
  template <uint8_t P>
  BUZZOUT_INLINE void release_only() {
    if (P < 6) {
      DDRD = d_keep_ddr;
      PORTD = d_all | d_keep;
    } else if (P < 10) {
      DDRB = b_lamp;
      PORTB = b_all | b_keep;
    } else {
      DDRC = 0;
      PORTC = c_all;
    }
  }
  BUZZOUT_INLINE void drive_low(Set s) {
    PORTD = uint8_t((d_all | d_keep) & ~s.d);
    PORTB = uint8_t((b_all | b_keep) & ~s.b);
    PORTC = uint8_t(c_all & ~s.c);
    DDRD = uint8_t(s.d | d_keep_ddr);
    DDRB = uint8_t(s.b | b_lamp);
    DDRC = s.c;
  }
  BUZZOUT_INLINE Set high() const { return Set{PIND, PINB, PINC}; }
  template <uint16_t Us>
  BUZZOUT_INLINE void wait_us() {
    avr::wait_us<Us>();
  }
  void wait_ms(uint8_t ms) { avr::wait_ms(ms); }

 private:
  template <uint8_t P>
  static constexpr uint8_t port_bit() {
    return uint8_t(1u << drive_pins[P].bit);
  }

  static const uint8_t d_all = 0xFC, b_all = 0x0F, c_all = 0x3F;
  // What a scan leaves alone: the serial line's pull-up and output on PORTD, the button's pull-up on
  // PORTB. The lamp shares PORTB and is dark for the fraction of a millisecond that a scan takes.
  static const uint8_t d_keep = 0x03, d_keep_ddr = 0x02, b_keep = 0x10, b_lamp = 0x20;

  uint8_t lamp_ = 0;
};

}  // namespace uno
}  // namespace buzzout
