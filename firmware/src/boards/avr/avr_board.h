#pragma once

#include <stdint.h>

#include "boards/avr/boot.h"
#include "boards/avr/number.h"
#include "boards/avr/usart.h"
#include "core/meter.h"
#include "protocol/vocabulary.h"

namespace buzzout {
namespace avr {

// What the AVR boards have in common; a board adds its name, button, lamps, and serial_in(), the level of
// the pin that USART0 receives on.
template <class Board, class PinBank, class BoardMeter>
class AvrBoard {
 public:
  typedef PinBank Bank;
  typedef BoardMeter Meter;

  Bank& bank() { return bank_; }
  Meter& meter() { return meter_; }
  BUZZOUT_INLINE bool read_byte(uint8_t* byte) {
    if (usart_.read(byte)) return true;
    if (usart_.is_slow()) usart_.template watch_edges<Board>();
    return false;
  }
  void write_byte(uint8_t byte) { usart_.write(byte); }
  void write_byte_spaced(uint8_t byte) { usart_.write_spaced(byte); }
  void line_was_garbage() { usart_.suspect_rate(); }
  uint32_t number() const { return read_number(); }
  bool write_number(uint32_t n) { return avr::write_number(n); }
  uint16_t boot_id() const { return boot_id_; }
  bool restarted_by_watchdog() const { return by_watchdog_; }
  uint16_t button_presses() const { return presses_; }
  void feed_watchdog() { avr::feed_watchdog(); }
  void begin_second() {
    TCNT1 = 0;
    TIFR1 = _BV(OCF1A);
  }
  BUZZOUT_INLINE bool second_is_over() {
    if (!(TIFR1 & _BV(OCF1A))) return false;
    TIFR1 = _BV(OCF1A);
    return true;
  }

  // For the receive interrupt and the watchdog's.
  void on_receive() { usart_.on_receive(); }
  void on_watchdog() {
    meter_.off();
    bank_.float_all();
    remnant.watchdog_mark = watchdog_mark;
    restart();
  }

 protected:
  // Timer 1 counts seconds and timer 0 the cycles between two bytes, without interrupts. The Arduino core's timers are not
  // used as it has them; their interrupts would only disturb the scans.
  void begin_common() {
    TIMSK0 = 0;
    TCCR0A = 0;
    TCCR0B = _BV(CS00);  // from 0 to 255 at F_CPU
    TCCR1A = 0;
    TCCR1B = _BV(WGM12) | _BV(CS12) | _BV(CS10);  // from 0 to OCR1A at F_CPU / 1024: a second
    OCR1A = F_CPU / 1024 - 1;
    boot_id_ = new_boot_id();
    by_watchdog_ = take_watchdog_mark();
    usart_.begin();
    meter_.begin();
    start_watchdog();
  }

  // A press counts when the button has read the same for a while.
  void poll_button(bool down) {
    if (down == was_down_) {
      steady_ = 0;
    } else if (++steady_ == 2000) {
      steady_ = 0;
      was_down_ = down;
      if (down) ++presses_;
    }
  }

 private:
  Bank bank_;
  Meter meter_;
  Usart usart_;
  uint16_t boot_id_ = 0;
  uint16_t presses_ = 0;
  uint16_t steady_ = 0;
  bool by_watchdog_ = false;
  bool was_down_ = false;
};

}  // namespace avr
}  // namespace buzzout
