#pragma once

#include <avr/io.h>
#include <stdint.h>

#include "boards/avr/wait.h"
#include "boards/mega64/pin_map.h"
#include "core/scanner.h"

namespace buzzout {
namespace mega64 {

const uint8_t point_count = sizeof(drive_pins) / sizeof(drive_pins[0]);

constexpr uint8_t bit_of(uint8_t point) {
  return uint8_t(1u << drive_pins[point].bit);
}

// The bits of a port that are points of a mask.
constexpr uint8_t bits_on(char port, uint64_t mask, uint8_t point = 0) {
  return point == point_count
             ? uint8_t(0)
             : uint8_t((drive_pins[point].port == port && (mask >> point & 1) ? bit_of(point) : 0) |
                       bits_on(port, mask, uint8_t(point + 1)));
}
template <char Port, uint64_t Mask>
struct Bits {
  static const uint8_t value = bits_on(Port, Mask);
};

// Sixty-four points on eleven ports. Which bit of which port a point is, is known when this is
// compiled, from pin_map.h alone: a row of the matrix is as few port instructions as if they had
// been written down.
class PinBank {
 public:
  static const uint8_t points = point_count;
  typedef uint64_t Mask;
  struct Set {
    uint8_t a, b, c, d, e, f, g, h, j, k, l;  // the ports; there is no I
  };

  static BUZZOUT_INLINE Set all() { return constant<every>(); }
  static BUZZOUT_INLINE Set both(Set x, Set y) {
    return Set{uint8_t(x.a & y.a), uint8_t(x.b & y.b), uint8_t(x.c & y.c), uint8_t(x.d & y.d),
               uint8_t(x.e & y.e), uint8_t(x.f & y.f), uint8_t(x.g & y.g), uint8_t(x.h & y.h),
               uint8_t(x.j & y.j), uint8_t(x.k & y.k), uint8_t(x.l & y.l)};
  }
  static BUZZOUT_INLINE Set minus(Set x, Set y) { return both(x, inverse(y)); }
  static BUZZOUT_INLINE Set where_equal(Set x, Set y) {
    return Set{uint8_t(~(x.a ^ y.a)), uint8_t(~(x.b ^ y.b)), uint8_t(~(x.c ^ y.c)),
               uint8_t(~(x.d ^ y.d)), uint8_t(~(x.e ^ y.e)), uint8_t(~(x.f ^ y.f)),
               uint8_t(~(x.g ^ y.g)), uint8_t(~(x.h ^ y.h)), uint8_t(~(x.j ^ y.j)),
               uint8_t(~(x.k ^ y.k)), uint8_t(~(x.l ^ y.l))};
  }
  static BUZZOUT_INLINE bool none(Set s) {
    s = both(s, all());
    return (s.a | s.b | s.c | s.d | s.e | s.f | s.g | s.h | s.j | s.k | s.l) == 0;
  }
  template <uint8_t B>
  static BUZZOUT_INLINE Set index_bit_clear() {
    return constant<every / ((Mask(1) << (1u << B)) + 1)>();  // 0101…, 0011…, and so on
  }
  static BUZZOUT_NOINLINE Set from_mask(Mask m) {
    Set s = Set();
    Points<0>::spread(reinterpret_cast<const uint8_t*>(&m), s);
    return s;
  }
  static BUZZOUT_NOINLINE Mask to_mask(const Set& s) {
    Mask m = 0;
    Points<0>::gather(s, reinterpret_cast<uint8_t*>(&m));
    return m;
  }

  BUZZOUT_INLINE void begin() {
    lamp_ = PORTB & b_lamp;
    release();
  }
  BUZZOUT_INLINE void idle() {
    release();
    PORTB = uint8_t(all().b | lamp_);
  }
  BUZZOUT_INLINE void float_all() {
    drive(Set());
    latch(Set());
  }
  BUZZOUT_INLINE void pull_up_all() { latch(all()); }
  BUZZOUT_INLINE void discharge_all() {
    latch(Set());
    drive(all());
  }
  BUZZOUT_INLINE void precharge() { drive(all()); }
  BUZZOUT_INLINE void end_precharge() { drive(Set()); }
  BUZZOUT_INLINE void release() {
    end_precharge();
    pull_up_all();
  }
  template <uint8_t P>
  BUZZOUT_INLINE void drive_low_only() {
    constexpr char port = drive_pins[P].port;
    volatile uint8_t* const registers = registers_of(port);
    registers[latch_register] = uint8_t((Bits<port, every>::value & ~bit_of(P)) | kept(port));
    registers[direction_register] = uint8_t(bit_of(P) | kept_outputs(port));
  }
  template <uint8_t P>
  BUZZOUT_INLINE void release_only() {
    constexpr char port = drive_pins[P].port;
    volatile uint8_t* const registers = registers_of(port);
    registers[direction_register] = kept_outputs(port);
    registers[latch_register] = uint8_t(Bits<port, every>::value | kept(port));
  }
  BUZZOUT_INLINE void drive_low(Set s) {
    latch(minus(all(), s));
    drive(s);
  }
  BUZZOUT_INLINE Set high() const {
    return Set{PINA, PINB, PINC, PIND, PINE, PINF, PING, PINH, PINJ, PINK, PINL};
  }
  template <uint16_t Us>
  BUZZOUT_INLINE void wait_us() {
    avr::wait_us<Us>();
  }
  void wait_ms(uint8_t ms) { avr::wait_ms(ms); }

 private:
  static const Mask every = ~Mask(0);
  template <Mask M>
  static BUZZOUT_INLINE Set constant() {
    return Set{Bits<'A', M>::value, Bits<'B', M>::value, Bits<'C', M>::value, Bits<'D', M>::value,
               Bits<'E', M>::value, Bits<'F', M>::value, Bits<'G', M>::value, Bits<'H', M>::value,
               Bits<'J', M>::value, Bits<'K', M>::value, Bits<'L', M>::value};
  }
  static BUZZOUT_INLINE Set inverse(Set s) {
    return Set{uint8_t(~s.a), uint8_t(~s.b), uint8_t(~s.c), uint8_t(~s.d),
               uint8_t(~s.e), uint8_t(~s.f), uint8_t(~s.g), uint8_t(~s.h),
               uint8_t(~s.j), uint8_t(~s.k), uint8_t(~s.l)};
  }

  // What a scan leaves alone: the serial line's pull-up and output and the button's pull-up on
  // PORTE. The lamp shares PORTB and is dark for the millisecond that a scan takes.
  static const uint8_t e_keep = 0x13, e_keep_outputs = 0x02, b_lamp = 1u << lamp_pin.bit;
  static constexpr uint8_t kept(char port) { return port == 'E' ? e_keep : 0; }
  static constexpr uint8_t kept_outputs(char port) {
    return port == 'E' ? e_keep_outputs : port == 'B' ? b_lamp : 0;
  }

  BUZZOUT_INLINE void drive(Set s) {
    DDRA = s.a;
    DDRB = uint8_t(s.b | b_lamp);
    DDRC = s.c;
    DDRD = s.d;
    DDRE = uint8_t(s.e | e_keep_outputs);
    DDRF = s.f;
    DDRG = s.g;
    DDRH = s.h;
    DDRJ = s.j;
    DDRK = s.k;
    DDRL = s.l;
  }
  BUZZOUT_INLINE void latch(Set s) {
    PORTA = s.a;
    PORTB = s.b;
    PORTC = s.c;
    PORTD = s.d;
    PORTE = uint8_t(s.e | e_keep);
    PORTF = s.f;
    PORTG = s.g;
    PORTH = s.h;
    PORTJ = s.j;
    PORTK = s.k;
    PORTL = s.l;
  }

  // A port's PIN register; DDR and PORT follow it.
  static const uint8_t direction_register = 1, latch_register = 2;
  static BUZZOUT_INLINE volatile uint8_t* registers_of(char port) {
    switch (port) {
      case 'A':
        return &PINA;
      case 'B':
        return &PINB;
      case 'C':
        return &PINC;
      case 'D':
        return &PIND;
      case 'E':
        return &PINE;
      case 'F':
        return &PINF;
      case 'G':
        return &PING;
      case 'H':
        return &PINH;
      case 'J':
        return &PINJ;
      case 'K':
        return &PINK;
      default:
        return &PINL;
    }
  }
  static BUZZOUT_INLINE uint8_t& port_of(Set& s, char port) {
    return reinterpret_cast<uint8_t*>(&s)[port < 'I' ? port - 'A' : port - 'B'];
  }
  static BUZZOUT_INLINE uint8_t port_of(const Set& s, char port) {
    return port_of(const_cast<Set&>(s), port);
  }

  // Between a set and a mask's bytes, point by point: two instructions each.
  template <uint8_t P, bool = (P < points)>
  struct Points {
    static const uint8_t mask_bit = 1u << (P % 8);
    static BUZZOUT_INLINE void gather(const Set& s, uint8_t* bytes) {
      if (port_of(s, drive_pins[P].port) & bit_of(P)) bytes[P / 8] |= mask_bit;
      Points<P + 1>::gather(s, bytes);
    }
    static BUZZOUT_INLINE void spread(const uint8_t* bytes, Set& s) {
      if (bytes[P / 8] & mask_bit) port_of(s, drive_pins[P].port) |= bit_of(P);
      Points<P + 1>::spread(bytes, s);
    }
  };
  template <uint8_t P>
  struct Points<P, false> {
    static BUZZOUT_INLINE void gather(const Set&, uint8_t*) {}
    static BUZZOUT_INLINE void spread(const uint8_t*, Set&) {}
  };

  uint8_t lamp_ = 0;
};

}  // namespace mega64
}  // namespace buzzout
