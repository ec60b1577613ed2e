#pragma once

#include <avr/io.h>
#include <stdint.h>

#include "boards/avr/converter.h"
#include "boards/avr/drive.h"
#include "boards/avr/soft_i2c.h"
#include "boards/mega/addon_pins.h"
#include "boards/mega/pin_map.h"
#include "core/ohmmeter.h"

namespace buzzout {
namespace mega {

// Kelvin: force pins on PORTA and PORTC through 470 Ω, sense pins on PORTF and PORTK at the contacts. See pin_map.h.
class Meter {
 public:
  typedef avr::SoftI2c<AddonPins> Bus;
  static const Method method = Method::kelvin;
  static const uint16_t readable = 0xFFFF;
  static const bool has_thermometer = false;

  Bus& bus() { return bus_; }
  void begin() { converter_.begin(); }
  BUZZOUT_INLINE void keep_time() { converter_.keep_time(); }

  void off() {
    DDRA = 0;
    DDRC = 0;
    DDRF = 0;
    DDRK = 0;
    PORTA = 0;
    PORTC = 0;
    PORTF = 0;
    PORTK = 0;
  }
  void drive(uint8_t point, Level level) {
    const uint8_t bit = uint8_t(1u << (point & 7));
    if (point < 8)
      avr::drive(DDRA, PORTA, bit, level);
    else
      avr::drive(DDRC, PORTC, bit, level);
  }
  // The sense pin has no resistor: it may drive low, and is never high but by its pull-up.
  void sink(uint8_t point, bool on) {
    const uint8_t bit = uint8_t(1u << (point & 7));
    if (on) pull_up(point, false);
    if (point < 8)
      DDRF = on ? bit : 0;
    else
      DDRK = on ? bit : 0;
  }
  void pull_up(uint8_t point, bool on) {
    const uint8_t bit = uint8_t(1u << (point & 7));
    volatile uint8_t& port = point < 8 ? PORTF : PORTK;
    port = on ? uint8_t(port | bit) : uint8_t(port & ~bit);
  }

  void select(Reference r) { converter_.select(r); }
  void settle() { converter_.settle(); }
  uint16_t read(uint8_t point) { return converter_.read(point); }
  uint16_t read_bandgap() { return converter_.read_bandgap(); }
  uint16_t read_temperature() { return 0; }
  void wait_settled() { avr::wait_us<drive_settle_us>(); }
  void wait_ms(uint8_t ms) { avr::wait_ms(ms); }

 private:
  avr::Converter converter_;
  Bus bus_;
};

}  // namespace mega
}  // namespace buzzout
