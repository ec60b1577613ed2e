#pragma once

#include "boards/avr/avr_board.h"
#include "boards/uno/meter.h"
#include "boards/uno/pin_bank.h"

namespace buzzout {

class UnoBoard : public avr::AvrBoard<UnoBoard, uno::PinBank, uno::Meter> {
 public:
  const char* name() const { return "uno"; }
  static BUZZOUT_INLINE bool serial_in() { return (PIND & (1u << uno::serial_in_pin.bit)) != 0; }

  void begin() {
    DDRB |= lamp_bit;
    PORTB |= button_bit;
    begin_common();
  }

  bool button_down() const { return !(PINB & button_bit); }

  // One lamp says it all: on for PASS, dark otherwise, and while a test runs.
  void show(protocol::Lamp lamp) {
    if (lamp == protocol::Lamp::pass)
      PORTB |= lamp_bit;
    else
      PORTB &= uint8_t(~lamp_bit);
  }

  // With the milliohm add-on the button's pin is its SDA.
  void poll() {
    if (!meter().bus().kept()) poll_button(button_down());
  }

 private:
  static const uint8_t lamp_bit = 1u << uno::lamp_pin.bit;
  static const uint8_t button_bit = 1u << uno::button_pin.bit;
};

}  // namespace buzzout
