#pragma once

#include <avr/io.h>

#include "boards/uno/pin_map.h"

namespace buzzout {
namespace uno {

// Where the milliohm add-on hangs: the button's pin and the lamp's. See boards/avr/soft_i2c.h.
struct AddonPins {
  static void begin() { DDRB |= scl_bit; }
  static void scl(bool high) {
    if (high)
      PORTB |= scl_bit;
    else
      PORTB &= uint8_t(~scl_bit);
  }
  static bool scl_is_high() { return (PORTB & scl_bit) != 0; }
  static void sda_low() {
    PORTB &= uint8_t(~sda_bit);
    DDRB |= sda_bit;
  }
  static void sda_release() {
    DDRB &= uint8_t(~sda_bit);
    PORTB |= sda_bit;
  }
  static bool sda_is_high() { return (PINB & sda_bit) != 0; }

 private:
  static const uint8_t sda_bit = 1u << sda_pin.bit, scl_bit = 1u << scl_pin.bit;
};

}  // namespace uno
}  // namespace buzzout
