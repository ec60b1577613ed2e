#pragma once

#include <stdint.h>

#include "boards/avr/wait.h"

namespace buzzout {
namespace avr {

// I²C on any two pins, with the times of standard mode (100 kHz: low 4.7 µs, high 4.0 µs, UM10204 table 10). SDA is pulled
// up, by the chip too, and never driven high. SCL is driven both ways: nothing here stretches it, and a lamp on it cannot
// pull it down. Between two transfers SCL is left as it was found, so that a lamp on it shows what it showed: with SDA
// high that begins and ends nothing. A Pins is a type that offers:
//
//   static void begin();  // SCL is an output
//   static void scl(bool high);  static bool scl_is_high();
//   static void sda_low();  static void sda_release();  static bool sda_is_high();
template <class Pins>
class SoftI2c {
 public:
  void begin() {
    Pins::sda_release();
    Pins::begin();
    open();
    for (uint8_t n = 0; n < 9 && !Pins::sda_is_high(); ++n) clock(true);
    stop();
  }

  bool write(uint8_t address, const uint8_t* bytes, uint8_t count) {
    bool taken = start(uint8_t(address << 1));
    for (uint8_t i = 0; taken && i < count; ++i) taken = send(bytes[i]);
    stop();
    return taken;
  }

  bool read(uint8_t address, uint8_t* bytes, uint8_t count) {
    const bool taken = start(uint8_t(address << 1 | 1));
    for (uint8_t i = 0; taken && i < count; ++i) bytes[i] = receive(i + 1 < count);
    stop();
    return taken;
  }

  void keep(bool kept) { kept_ = kept; }
  bool kept() const { return kept_; }

  template <uint16_t Us>
  void wait_us() {
    avr::wait_us<Us>();
  }

 private:
  void open() {
    idle_ = Pins::scl_is_high();
    Pins::scl(false);
    wait_low();
  }

  BUZZOUT_NOINLINE bool start(uint8_t address) {
    open();
    Pins::scl(true);
    wait_low();
    Pins::sda_low();
    wait_high();
    Pins::scl(false);
    return send(address);
  }

  BUZZOUT_NOINLINE void stop() {
    Pins::sda_low();
    wait_low();
    Pins::scl(true);
    wait_high();
    Pins::sda_release();
    wait_low();
    Pins::scl(idle_);
  }

  // SCL is low before and after; what SDA was while it was high.
  BUZZOUT_NOINLINE bool clock(bool bit) {
    if (bit)
      Pins::sda_release();
    else
      Pins::sda_low();
    wait_high();  // and what it takes to get here: never less than 0.7 µs
    Pins::scl(true);
    wait_high();
    const bool high = Pins::sda_is_high();
    Pins::scl(false);
    return high;
  }

  bool send(uint8_t byte) {
    for (uint8_t n = 0; n < 8; ++n, byte = uint8_t(byte << 1)) clock((byte & 0x80) != 0);
    return !clock(true);
  }

  uint8_t receive(bool more) {
    uint8_t byte = 0;
    for (uint8_t n = 0; n < 8; ++n) byte = uint8_t(byte << 1 | (clock(true) ? 1 : 0));
    clock(!more);
    return byte;
  }

  static void wait_low() { avr::wait_us<5>(); }
  static void wait_high() { avr::wait_us<4>(); }

  bool idle_ = false;
  bool kept_ = false;
};

}  // namespace avr
}  // namespace buzzout
