#pragma once

#include <avr/io.h>

#include "boards/mega/pin_map.h"

namespace buzzout {
namespace mega {

// Where the milliohm add-on hangs: the pins named SDA and SCL, which have pull-ups on the board. See boards/avr/soft_i2c.h.
struct AddonPins {
  static void begin() { DDRD |= scl_bit; }
  static void scl(bool high) {
    if (high)
      PORTD |= scl_bit;
    else
      PORTD &= uint8_t(~scl_bit);
  }
  static bool scl_is_high() { return (PORTD & scl_bit) != 0; }
  static void sda_low() {
    PORTD &= uint8_t(~sda_bit);
    DDRD |= sda_bit;
  }
  static void sda_release() {
    DDRD &= uint8_t(~sda_bit);
    PORTD |= sda_bit;
  }
  static bool sda_is_high() { return (PIND & sda_bit) != 0; }

 private:
  static const uint8_t sda_bit = 1u << sda_pin.bit, scl_bit = 1u << scl_pin.bit;
};

}  // namespace mega
}  // namespace buzzout
