#pragma once

#include <avr/interrupt.h>
#include <avr/io.h>
#include <stdint.h>

#include "boards/avr/wait.h"
#include "protocol/vocabulary.h"

namespace buzzout {
namespace avr {

// USART0: received bytes by interrupt into a ring, sent bytes by polling, so that a reply leaves at the
// full rate of the wire. Uses nothing of the Arduino core's Serial, whose interrupt per sent byte is
// slower than a byte at 1 Mbaud.
class Usart {
 public:
  void begin() {
    UBRR0 = fast_divisor;
    UCSR0A = _BV(U2X0);
    UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
    UCSR0B = _BV(RXEN0) | _BV(TXEN0) | _BV(RXCIE0);
  }

  bool read(uint8_t* byte) {
    if (wrong_rate_) change_rate();
    if (head_ == tail_) return false;
    *byte = ring_[tail_];
    tail_ = uint8_t((tail_ + 1) % sizeof(ring_));
    return true;
  }

  void write(uint8_t byte) {
    while (!(UCSR0A & _BV(UDRE0))) {
    }
    UDR0 = byte;
  }

  // A line was no line. The first one after a change of rate may have begun before it.
  void suspect_rate() {
    if (!just_changed_) wrong_rate_ = true;
    just_changed_ = false;
  }

  // For the receive interrupt only.
  BUZZOUT_INLINE void on_receive() {
    const uint8_t status = UCSR0A;
    const uint8_t byte = UDR0;
    if (status & _BV(FE0)) wrong_rate_ = true;
    const uint8_t next = uint8_t((head_ + 1) % sizeof(ring_));
    if (next == tail_) return;  // full: the line's CRC tells the tale
    ring_[head_] = byte;
    head_ = next;
  }

 private:
  // With U2X at 16 MHz: 1,000,000 exactly; 117,647 for 115,200 (+2.1 %), as every 16 MHz Arduino has it.
  static const uint16_t fast_divisor = F_CPU / 8 / protocol::fast_baud - 1;
  static const uint16_t slow_divisor = (F_CPU / 4 / protocol::slow_baud - 1) / 2;

  // The sender speaks at the other rate: take that, and let the rest of its line pass.
  void change_rate() {
    UBRR0 = UBRR0 == fast_divisor ? slow_divisor : fast_divisor;
    for (uint8_t quiet = 0, patience = 100; quiet < 2 && patience > 0; --patience) {
      head_ = tail_;
      wait_ms(1);
      quiet = head_ == tail_ ? uint8_t(quiet + 1) : 0;
    }
    head_ = tail_;
    wrong_rate_ = false;
    just_changed_ = true;
  }

  volatile uint8_t ring_[64];
  volatile uint8_t head_ = 0;
  volatile uint8_t tail_ = 0;
  volatile bool wrong_rate_ = false;
  bool just_changed_ = false;
};

}  // namespace avr
}  // namespace buzzout
