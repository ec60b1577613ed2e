#pragma once

#include "boards/avr/avr_board.h"
#include "boards/mega/meter.h"
#include "boards/mega/pin_bank.h"

namespace buzzout {

class MegaBoard : public avr::AvrBoard<MegaBoard, mega::PinBank, mega::Meter> {
 public:
  const char* name() const { return "mega"; }
  static BUZZOUT_INLINE bool serial_in() { return (PINE & (1u << mega::serial_in_pin.bit)) != 0; }

  void begin() {
    DDRE |= buzzer_bit | fail_bit;
    DDRG |= pass_bit;
    PORTE |= button_bit;
    begin_common();
  }

  bool button_down() const { return !(PINE & button_bit); }

  // PASS and FAIL have a lamp each; busy darkens both; FAIL sounds an active buzzer for as long as it
  // is shown and 200 ms at most.
  void show(protocol::Lamp lamp) {
    PORTG = lamp == protocol::Lamp::pass ? uint8_t(PORTG | pass_bit) : uint8_t(PORTG & ~pass_bit);
    PORTE = lamp == protocol::Lamp::fail ? uint8_t(PORTE | fail_bit | buzzer_bit)
                                         : uint8_t(PORTE & ~(fail_bit | buzzer_bit));
    buzz_polls_ = lamp == protocol::Lamp::fail ? buzz_polls : 0;
  }

  void poll() {
    poll_button(button_down());
    if (buzz_polls_ > 0 && --buzz_polls_ == 0) PORTE &= uint8_t(~buzzer_bit);
  }

 private:
  static const uint32_t buzz_polls = 60000;
  static const uint8_t button_bit = 1u << mega::button_pin.bit;
  static const uint8_t buzzer_bit = 1u << mega::buzzer_pin.bit;
  static const uint8_t fail_bit = 1u << mega::fail_lamp_pin.bit;
  static const uint8_t pass_bit = 1u << mega::pass_lamp_pin.bit;

  uint32_t buzz_polls_ = 0;
};

}  // namespace buzzout
