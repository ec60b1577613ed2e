#pragma once

#include <avr/io.h>
#include <stdint.h>

#include "boards/avr/wait.h"
#include "core/meter.h"

namespace buzzout {
namespace avr {

// The chip's converter at 125 kHz: 13 of its cycles, 104 µs, a conversion. The capacitor at AREF (100 nF on the board)
// takes 28 ms to come down from the supply to the bandgap's 1.1 V (32 kΩ, ATmega328P data sheet 28.8); timer 2 counts
// them while other things are done.
class Converter {
 public:
  void begin() {
    ADCSRA = _BV(ADEN) | _BV(ADPS2) | _BV(ADPS1) | _BV(ADPS0);
    TCCR2A = 0;
    TCCR2B = _BV(CS22) | _BV(CS21) | _BV(CS20);  // overflows every 16.4 ms
    TIMSK2 = 0;
    point(0);
  }

  void select(Reference reference) {
    if (reference == reference_) return;
    reference_ = reference;
    point(0);
    TCNT2 = 0;
    TIFR2 = _BV(TOV2);
    periods_ = 0;
  }

  // To be called now and then: each overflow of timer 2 counts.
  BUZZOUT_INLINE void keep_time() {
    if (!(TIFR2 & _BV(TOV2))) return;
    TIFR2 = _BV(TOV2);
    if (periods_ < settled_periods) ++periods_;
  }

  void settle() {
    if (reference_ == Reference::supply && periods_ == 0) {
      wait_ms(rise_ms);
      periods_ = settled_periods;
    }
    while (periods_ < settled_periods) keep_time();
    read(0);
  }

  uint16_t read(uint8_t channel) {
    point(channel);
    ADCSRA |= _BV(ADSC);
    while (ADCSRA & _BV(ADSC)) {
    }
    return ADC;
  }

  // The bandgap is a weak source: it takes the converter's capacitor some conversions to follow it.
  uint16_t read_bandgap() {
#if defined(MUX5)
    const uint8_t bandgap = 0x1E;
#else
    const uint8_t bandgap = 0x0E;
#endif
    if ((ADMUX & 0x1F) != bandgap)
      for (uint8_t i = 0; i < 8; ++i) read(bandgap);
    return read(bandgap);
  }

 private:
  static const uint8_t settled_periods = 3;
  static const uint8_t rise_ms = 2;

  // Channels 8 to 15 of a 2560 are those of port K.
  BUZZOUT_INLINE void point(uint8_t channel) {
#if defined(MUX5)
    const bool internal = channel >= 0x10;
    ADCSRB = !internal && (channel & 8) ? _BV(MUX5) : 0;
    const uint8_t mux = internal ? channel : channel & 7;
    const uint8_t bandgap_bits = _BV(REFS1);
#else
    const uint8_t mux = channel;
    const uint8_t bandgap_bits = _BV(REFS1) | _BV(REFS0);
#endif
    ADMUX = uint8_t((reference_ == Reference::supply ? _BV(REFS0) : bandgap_bits) | mux);
  }

  Reference reference_ = Reference::supply;
  uint8_t periods_ = settled_periods;
};

}  // namespace avr
}  // namespace buzzout
