#pragma once

#include <avr/io.h>
#include <stdint.h>

#include "boards/avr/converter.h"
#include "boards/avr/drive.h"
#include "boards/avr/soft_i2c.h"
#include "boards/uno/addon_pins.h"
#include "boards/uno/pin_map.h"
#include "core/ohmmeter.h"

namespace buzzout {
namespace uno {

// Half Kelvin: points 11–16 (A0–A5) are read, through their 470 Ω, in which no current flows. See pin_map.h.
class Meter {
 public:
  typedef avr::SoftI2c<AddonPins> Bus;
  static const Method method = Method::half_kelvin;
  static const uint16_t readable = readable_points;
  static const bool has_thermometer = true;

  Bus& bus() { return bus_; }
  void begin() { converter_.begin(); }
  BUZZOUT_INLINE void keep_time() { converter_.keep_time(); }

  void off() {
    DDRD = uint8_t(DDRD & ~0xFC);
    DDRB = uint8_t(DDRB & ~0x0F);
    DDRC = 0;
    PORTD = uint8_t(PORTD & ~0xFC);
    PORTB = uint8_t(PORTB & ~0x0F);
    PORTC = 0;
  }
  void drive(uint8_t point, Level level) {
    const Pin pin = pin_of(point);
    avr::drive(*pin.ddr, *pin.port, pin.bit, level);
  }
  void sink(uint8_t, bool) {}
  void pull_up(uint8_t point, bool on) {
    const Pin pin = pin_of(point);
    *pin.port = on ? uint8_t(*pin.port | pin.bit) : uint8_t(*pin.port & ~pin.bit);
  }

  void select(Reference r) { converter_.select(r); }
  void settle() { converter_.settle(); }
  uint16_t read(uint8_t point) { return converter_.read(uint8_t(point - 10)); }
  uint16_t read_bandgap() { return converter_.read_bandgap(); }
  uint16_t read_temperature() { return converter_.read(8); }
  void wait_settled() { avr::wait_us<drive_settle_us>(); }
  void wait_ms(uint8_t ms) { avr::wait_ms(ms); }

 private:
  struct Pin {
    volatile uint8_t *ddr, *port;
    uint8_t bit;
  };
  static Pin pin_of(uint8_t point) {
    if (point < 6) return Pin{&DDRD, &PORTD, uint8_t(4u << point)};
    if (point < 10) return Pin{&DDRB, &PORTB, uint8_t(1u << (point - 6))};
    return Pin{&DDRC, &PORTC, uint8_t(1u << (point - 10))};
  }

  avr::Converter converter_;
  Bus bus_;
};

}  // namespace uno
}  // namespace buzzout
