#pragma once

#include "boards/avr/avr_board.h"
#include "boards/mega64/pin_bank.h"

namespace buzzout {

class Mega64Board : public avr::AvrBoard<Mega64Board, mega64::PinBank, NoMeter> {
 public:
  const char* name() const { return "mega64"; }
  static BUZZOUT_INLINE bool serial_in() { return (PINE & (1u << mega64::serial_in_pin.bit)) != 0; }

  void begin() {
    DDRB |= lamp_bit;
    PORTE |= button_bit;
    begin_common();
  }

  bool button_down() const { return !(PINE & button_bit); }

  // One lamp says it all: on for PASS, dark otherwise, and while a test runs.
  void show(protocol::Lamp lamp) {
    if (lamp == protocol::Lamp::pass)
      PORTB |= lamp_bit;
    else
      PORTB &= uint8_t(~lamp_bit);
  }

  void poll() { poll_button(button_down()); }

 private:
  static const uint8_t lamp_bit = 1u << mega64::lamp_pin.bit;
  static const uint8_t button_bit = 1u << mega64::button_pin.bit;
};

}  // namespace buzzout
