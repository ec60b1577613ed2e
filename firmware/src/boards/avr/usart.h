#pragma once

#include <avr/interrupt.h>
#include <avr/io.h>
#include <stdint.h>

#include "boards/avr/wait.h"
#include "protocol/line_decoder.h"
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

  BUZZOUT_INLINE bool read(uint8_t* byte) {
    if (wrong_rate_) change_rate();
    const uint8_t tail = tail_;
    if (head_ == tail) return false;
    *byte = ring_[tail];
    tail_ = uint8_t(tail + 1);
    return true;
  }

  void write(uint8_t byte) {
    while (!(UCSR0A & _BV(UDRE0))) {
    }
    UDR0 = byte;
    spacing_ = false;
  }

  // Waits until 240 cycles have passed since the byte before began. Timer 0 counts them. (The sender begins a byte with its own
  // clock, every 8 or 16 cycles; as 240 is a multiple of both, the two begin no less than that apart.)
  BUZZOUT_NOINLINE void write_spaced(uint8_t byte) {
    while (!(UCSR0A & _BV(UDRE0))) {
    }
    if (!spacing_) begin_spacing();  // the byte before begins now at the latest
    while (!(TIFR0 & _BV(TOV0))) {
    }
    UDR0 = byte;
    begin_spacing();
  }

  // A line was no line. The one that change_rate() spoiled says nothing of the new rate.
  void suspect_rate() {
    if (!just_changed_) wrong_rate_ = true;
    just_changed_ = false;
  }

  bool is_slow() const { return UBRR0 != fast_divisor; }

  // At the slow rate two edges are 8.5 µs apart. Two within 7.5 µs come from a sender at the fast one, of
  // whose short lines the receiver may notice nothing: it takes their bits for glitches. Looks twice, so that the time between
  // two looks is short enough for two bytes of any kind.
  template <class Board>
  BUZZOUT_NOINLINE void watch_edges() {
    for (uint8_t look = 0; look < 2; ++look) {
      uint8_t edges = 0;
      cli();
      bool before = Board::serial_in();
      for (uint8_t n = 0; n < 15; ++n) {
        const bool now = Board::serial_in();
        if (now != before) ++edges;
        before = now;
      }
      sei();
      if (edges >= 2) wrong_rate_ = true;
    }
  }

  // For the receive interrupt only. What the chip lost (three bytes fit in its receiver) or the ring
  // has no room for leaves a mark in the ring: the line it belongs to must not be taken for one.
  BUZZOUT_INLINE void on_receive() {
    const uint8_t status = UCSR0A;
    uint8_t byte = UDR0;
    if (status & _BV(DOR0)) {
      while (UCSR0A & _BV(RXC0)) byte = UDR0;  // what is left lies on both sides of the gap
      byte = protocol::lost_bytes;
    } else if ((status & _BV(FE0)) || (byte & 0x80)) {
      wrong_rate_ = true;
    }
    const uint8_t head = head_;
    const uint8_t next = uint8_t(head + 1);
    if (next == tail_) {  // full: the newest byte stays, as it may end the line
      ring_[uint8_t(head - 2)] = protocol::lost_bytes;
      ring_[uint8_t(head - 1)] = byte;
      return;
    }
    ring_[head] = byte;
    head_ = next;
  }

 private:
  void begin_spacing() {
    TCNT0 = uint8_t(256 - protocol::spacing_cycles);
    TIFR0 = _BV(TOV0);
    spacing_ = true;
  }

  // With U2X at 16 MHz: 1,000,000 exactly; 117,647 for 115,200 (+2.1 %), as every 16 MHz Arduino has it.
  static const uint16_t fast_divisor = F_CPU / 8 / protocol::fast_baud - 1;
  static const uint16_t slow_divisor = (F_CPU / 4 / protocol::slow_baud - 1) / 2;

  // The sender speaks at the other rate: take that, let the rest of its line pass, and spoil what came of
  // it. If the sender never pauses, what it goes on with is no beginning of a line either.
  BUZZOUT_NOINLINE void change_rate() {
    UBRR0 = UBRR0 == fast_divisor ? slow_divisor : fast_divisor;
    uint8_t quiet = 0;
    for (uint8_t patience = 100; quiet < 2 && patience > 0; --patience) {
      head_ = tail_;
      wait_ms(1);
      quiet = head_ == tail_ ? uint8_t(quiet + 1) : 0;
    }
    cli();
    ring_[0] = 0;
    ring_[1] = '\n';
    tail_ = 0;
    head_ = quiet < 2 ? 1 : 2;
    wrong_rate_ = false;
    sei();
    just_changed_ = true;
  }

  volatile uint8_t ring_[256];  // its indices wrap by themselves; holds 255 bytes
  volatile uint8_t head_ = 0;
  volatile uint8_t tail_ = 0;
  volatile bool wrong_rate_ = false;
  bool just_changed_ = false;
  bool spacing_ = false;  // timer 0 runs since the last byte began
};

}  // namespace avr
}  // namespace buzzout
