#pragma once

#include <stdint.h>

#include "core/meter.h"
#include "core/scanner.h"

// The milliohm add-on: an ADS1115 (16 bits, TI SBAS444), two 74HC4067 of sixteen channels each, whose inputs are joined
// channel by channel and whose commons are AIN0 and AIN1, and a PCF8574 or 8574A that selects: its low half the channel
// at AIN0, its high half that at AIN1. See docs/milliohm.md. It hangs on two pins, the bus; a Meter's Bus offers:
//
//   void begin();         // both lines let go, and a chip that a restart left in the middle of a byte led out of it
//   bool write(uint8_t address, const uint8_t* bytes, uint8_t count);  // false: not acknowledged
//   bool read(uint8_t address, uint8_t* bytes, uint8_t count);
//   void keep(bool);      // whether an add-on is there; without one the pins are for whatever else uses them
//   template <uint16_t Us> void wait_us();
//
// At most at 100 kHz, which is what a PCF8574 takes (NXP data sheet, 11.1).

namespace buzzout {

const uint8_t most_steps = 16;       // of one request
const uint8_t most_addon_codes = 8;  // conversions of one request: with the multiplexers 2.8 ms each, so under 25 ms of current
const uint8_t addon_channels = 16;

// What is to be measured.
struct MilliohmSetup {
  uint8_t first, second;                  // points, from 0
  uint8_t first_channel, second_channel;  // of the multiplexers, 0 to 15
  const char* steps;
  uint8_t step_count;
};

// Conversions while one point is driven high and another low, each through its own 470 Ω. The steps are letters. One
// that says what drives, from there on:
//
//   A   the first point high, the second low
//   B   the second point high, the first low
//   C   the first point on its pull-up only, the second low
//
// and one for each conversion, of full scale ±0.256 V unless it says otherwise:
//
//   d   the first point's voltage less the second's          w   the same, ±2.048 V
//   h   the first point's less its own, through both multiplexers; l   the same of the second point
//   v   that of the point that is low, ±4.096 V              f, g   the same, ±0.256 and ±2.048 V
//
// A current flows for less than 25 ms, of less than 12 mA in any pin at 5.25 V. Before it, between any two of A, B and C
// and after it both points are low for a millisecond; the high side is released first. At rest both multiplexers are at
// channel 0, and so at the same point.
template <class Meter>
class Milliohm {
 public:
  typedef typename Meter::Bus Bus;

  explicit Milliohm(Meter& meter) : meter_(meter), bus_(meter.bus()) {}

  // Looks for the chips at every address they can have. What answers must also keep what is written into it: a button
  // that is held down answers to everything.
  void find() {
    converter_ = expander_ = 0;
    bus_.begin();
    uint8_t converter = 0, expander = 0;
    for (uint8_t a = 0x48; a <= 0x4B && converter == 0; ++a)
      if (is_converter(a)) converter = a;
    if (converter != 0) {
      for (uint8_t a = 0x20; a <= 0x3F && expander == 0; ++a)
        if ((a & 8) == (a >> 1 & 8) && is_expander(a)) expander = a;
    }
    if (expander != 0) {
      converter_ = converter;
      expander_ = expander;
    }
    bus_.keep(found() != 0);
  }

  // The converter's address · 256 + the expander's; 0: no add-on.
  uint16_t found() const { return static_cast<uint16_t>(converter_ << 8 | expander_); }

  static bool legal(const MilliohmSetup& s, uint8_t board_points) {
    uint8_t codes = 0;
    if (s.first >= board_points || s.second >= board_points || s.first == s.second || s.first_channel >= addon_channels ||
        s.second_channel >= addon_channels || s.first_channel == s.second_channel || s.step_count < 2 ||
        s.step_count > most_steps || !drives(s.steps[0]))
      return false;
    for (uint8_t i = 0; i < s.step_count; ++i) {
      if (drives(s.steps[i])) continue;
      if (!converts(s.steps[i])) return false;
      ++codes;
    }
    return codes <= most_addon_codes;
  }

  // From idle to floating. How many conversions came to an end: fewer than were asked for if the add-on did not answer,
  // or not with what was written into it; none if it did not park.
  uint8_t measure(const MilliohmSetup& setup, int16_t (&codes)[most_addon_codes]) {
    uint8_t done = 0;
    meter_.off();
    level(setup);
    for (uint8_t i = 0; i < setup.step_count; ++i) {
      const char step = setup.steps[i];
      if (drives(step)) {
        if (i > 0) end(setup);
        begin(setup, step);
      } else if (!convert(setup, step, &codes[done])) {
        break;
      } else {
        ++done;
      }
    }
    end(setup);
    meter_.off();
    return park() ? done : 0;
  }

 private:
  enum : uint16_t {
    single_shot = 0x81E3,  // starts one conversion at 860 samples a second; the comparator is off
    converting = 0x7FFF,   // the bit that reads 0 while it converts
  };
  enum : uint16_t { range_4 = 1 << 9, range_2 = 2 << 9, range_quarter = 5 << 9 };
  enum : uint16_t { difference = 0, input_0 = 4 << 12, input_1 = 5 << 12 };
  static const uint8_t config_register = 1;
  // A conversion takes at most 1 / (860 · 0.9) s and 25 µs to wake up, 1.32 ms; between its start and the reply to be read the
  // bus is busy with 60 bits and two STOPs, 0.63 ms.
  static const uint16_t rest_of_conversion_us = 720;

  static bool drives(char step) { return step >= 'A' && step <= 'C'; }
  static bool converts(char step) {
    return step == 'd' || step == 'w' || step == 'h' || step == 'l' || step == 'v' || step == 'f' || step == 'g';
  }

  bool configure(uint8_t address, uint16_t config) {
    const uint8_t bytes[3] = {config_register, static_cast<uint8_t>(config >> 8), static_cast<uint8_t>(config)};
    return bus_.write(address, bytes, 3);
  }
  bool read_register(uint8_t address, uint16_t* value) {
    uint8_t bytes[2] = {0, 0};
    if (!bus_.read(address, bytes, 2)) return false;
    *value = static_cast<uint16_t>(bytes[0] << 8 | bytes[1]);
    return true;
  }

  // Without the bit that starts a conversion; that one reads as 1 while it is idle.
  bool keeps_config(uint8_t address, uint16_t config) {
    uint16_t value = 0;
    return configure(address, static_cast<uint16_t>(config & converting)) && read_register(address, &value) && value == config;
  }
  bool is_converter(uint8_t a) { return keeps_config(a, single_shot) && keeps_config(a, 0x8583); }

  bool keeps_port(uint8_t address, uint8_t value) {
    uint8_t back = 0;
    return bus_.write(address, &value, 1) && bus_.read(address, &back, 1) && back == value;
  }
  bool is_expander(uint8_t a) { return keeps_port(a, 0x5A) && keeps_port(a, 0xA5) && keeps_port(a, 0); }

  bool select(uint8_t at_0, uint8_t at_1) {
    const uint8_t port = static_cast<uint8_t>(at_1 << 4 | at_0);
    if (port == port_) return true;
    port_ = port;
    return bus_.write(expander_, &port, 1);
  }
  bool park() {
    port_ = 0;
    return bus_.write(expander_, &port_, 1);
  }

  bool convert(const MilliohmSetup& setup, char step, int16_t* code) {
    const uint8_t i = setup.first_channel, j = setup.second_channel;
    if (!select(step == 'l' ? j : i, step == 'h' ? i : j)) return false;
    uint16_t config = single_shot;
    if (step == 'd' || step == 'w' || step == 'h' || step == 'l')
      config = static_cast<uint16_t>(config | difference);
    else
      config = static_cast<uint16_t>(config | (state_ == 'B' ? input_0 : input_1));
    config = static_cast<uint16_t>(config | (step == 'v' ? range_4 : step == 'w' || step == 'g' ? range_2 : range_quarter));
    const uint8_t conversion_register = 0;
    uint16_t now = 0;
    if (!configure(converter_, config) || !read_register(converter_, &now) || now != (config & converting) ||
        !bus_.write(converter_, &conversion_register, 1))
      return false;
    bus_.template wait_us<rest_of_conversion_us>();
    uint16_t value = 0;
    if (!read_register(converter_, &value)) return false;
    *code = static_cast<int16_t>(value);
    return true;
  }

  void level(const MilliohmSetup& setup) {
    meter_.drive(setup.first, Level::low);
    meter_.drive(setup.second, Level::low);
    meter_.wait_ms(1);
  }

  void begin(const MilliohmSetup& setup, char step) {
    state_ = step;
    const uint8_t high = step == 'B' ? setup.second : setup.first;
    meter_.drive(high, Level::off);
    if (step == 'C')
      meter_.pull_up(high, true);
    else
      meter_.drive(high, Level::high);
    meter_.wait_settled();
  }

  void end(const MilliohmSetup& setup) {
    const uint8_t high = state_ == 'B' ? setup.second : setup.first;
    meter_.drive(high, Level::off);
    if (state_ == 'C') meter_.pull_up(high, false);
    level(setup);
  }

  Meter& meter_;
  Bus& bus_;
  uint8_t converter_ = 0, expander_ = 0;
  uint8_t port_ = 0;  // as last written into the expander
  char state_ = 'A';
};

}  // namespace buzzout
