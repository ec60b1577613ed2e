#pragma once

#include <stdint.h>

#include "core/meter.h"
#include "core/scanner.h"

namespace buzzout {

const uint8_t level_ms = 1;              // both contacts low before anything is driven high, and after it
const uint8_t most_levels = 25;          // in a row, before a contact that does not come down is given up
const uint16_t most_conversions = 224;   // of one request: at 104 µs each under 25 ms of current
const uint8_t most_sums = 8;             // of one request: its reply stays below 96 bytes
const uint8_t most_readings = 64;        // of one sum, which stays in 16 bits
const uint16_t drive_settle_us = 200;    // from driving to the first conversion: ten time constants of 40 nF and 495 Ω
const uint16_t level_mv = 50;            // what a contact may stand at before a bare pin takes it to ground
const uint16_t abort_mv = 600;           // what no bare pin that sinks 12 mA stands at

// What is to be measured.
struct MeterRequest {
  Reference reference;
  uint8_t readings;           // of each sum
  uint8_t high, low;          // points, from 0
  uint8_t points[most_sums];  // to be read, in rising order
  uint8_t point_count;
  const char* states;  // digits '0' to '3', in this order
  uint8_t state_count;
};

// Sums of conversions while one point is driven high and another low, each through 470 Ω; on a Kelvin jig the low
// side is the bare sense pin, which takes the contact to ground before its resistor can lift it. What they mean in ohms
// is the host's business: a quiet converter errs by a constant that no averaging removes, so a resistance is measured
// at several operating points, which the states are:
//
//   bit 0   the pull-up of the contact that is driven high (half Kelvin: of the points that are read) is on
//   bit 1   Kelvin: the low contact's driving pin is low as well; half Kelvin: high and low change roles
//
// A current flows for less than 25 ms, of less than 12 mA in any pin at 5.25 V. Before it, both contacts are held low
// through 470 Ω until they stand below 50 mV: what is charged or powered from outside is never given to a bare pin. At
// the end the high side is released first, then both are low, then all float.
template <class Meter>
class Ohmmeter {
 public:
  explicit Ohmmeter(Meter& meter) : meter_(meter) {}

  static bool readable(uint8_t point) { return (Meter::readable >> point & 1u) != 0; }

  static bool legal(const MeterRequest& s, uint8_t board_points) {
    if (s.high >= board_points || s.low >= board_points || s.high == s.low || s.point_count == 0) return false;
    if (Meter::method == Method::kelvin && !(readable(s.high) && readable(s.low))) return false;
    for (uint8_t i = 0; i < s.point_count; ++i)
      if (!readable(s.points[i]) ||
          (Meter::method == Method::half_kelvin && (s.points[i] == s.high || s.points[i] == s.low)))
        return false;
    for (uint8_t i = 0; i < s.state_count; ++i)
      if (s.states[i] < '0' || s.states[i] > '3') return false;
    const uint16_t sums = static_cast<uint16_t>(s.point_count * s.state_count);
    return s.readings >= 1 && s.readings <= most_readings && s.state_count >= 1 && sums <= most_sums &&
           sums * s.readings <= most_conversions;
  }

  // From idle to floating. `sums` are those of the first state's points, then of the next state's. How many states came
  // to an end: fewer than were asked for if a contact did not come down to 50 mV, or the low one rose while its bare pin
  // held it.
  uint8_t measure(const MeterRequest& setup, uint16_t (&sums)[most_sums]) {
    meter_.off();
    meter_.select(setup.reference);
    meter_.settle();
    uint8_t done = 0;
    for (; done < setup.state_count; ++done) {
      const char state = setup.states[done];
      const bool exchanged = exchanges(state);
      const bool changes = done > 0 && exchanged != exchanges(setup.states[done - 1]);
      if (changes) end(setup);
      if ((done == 0 || changes) && !level(setup)) break;
      begin(setup, exchanged, state);
      if (!sum(setup, &sums[done * setup.point_count])) {
        meter_.off();
        break;
      }
    }
    end(setup);
    meter_.off();
    return done;
  }

 private:
  static bool exchanges(char state) { return Meter::method == Method::half_kelvin && (state & 2) != 0; }

  // A code of so many millivolts, rounded up.
  static uint16_t code_of(const MeterRequest& setup, uint16_t millivolts) {
    return static_cast<uint16_t>(millivolts * 1024ul / (setup.reference == Reference::supply ? 5000u : 1100u) + 1);
  }

  bool level(const MeterRequest& setup) {
    const uint16_t limit = code_of(setup, level_mv);
    meter_.drive(setup.high, Level::low);
    meter_.drive(setup.low, Level::low);
    for (uint8_t tries = 0; tries < most_levels; ++tries) {
      meter_.wait_ms(level_ms);
      if (is_down(setup, limit)) return true;
    }
    return false;
  }

  bool is_down(const MeterRequest& setup, uint16_t limit) {
    if (Meter::method == Method::kelvin) return meter_.read(setup.high) < limit && meter_.read(setup.low) < limit;
    for (uint8_t i = 0; i < setup.point_count; ++i)
      if (meter_.read(setup.points[i]) >= limit) return false;
    return true;
  }

  void begin(const MeterRequest& setup, bool exchanged, char state) {
    const uint8_t high = exchanged ? setup.low : setup.high, low = exchanged ? setup.high : setup.low;
    const bool pull = (state & 1) != 0;
    if (Meter::method == Method::kelvin) {
      meter_.sink(low, true);
      meter_.drive(low, (state & 2) != 0 ? Level::low : Level::off);
      meter_.pull_up(high, pull);
    } else {
      for (uint8_t i = 0; i < setup.point_count; ++i) meter_.pull_up(setup.points[i], pull);
      meter_.drive(low, Level::low);
    }
    meter_.drive(high, Level::high);
    meter_.wait_settled();
  }

  bool sum(const MeterRequest& setup, uint16_t* sums) {
    const uint16_t too_high = code_of(setup, abort_mv);
    for (uint8_t i = 0; i < setup.point_count; ++i) sums[i] = 0;
    for (uint8_t n = 0; n < setup.readings; ++n)
      for (uint8_t i = 0; i < setup.point_count; ++i) {
        const uint16_t code = meter_.read(setup.points[i]);
        if (Meter::method == Method::kelvin && setup.points[i] == setup.low && code >= too_high) return false;
        sums[i] = static_cast<uint16_t>(sums[i] + code);
      }
    return true;
  }

  // The high side goes first; then both are low for as long as a transformer's coil keeps a current.
  void end(const MeterRequest& setup) {
    meter_.drive(setup.high, Level::off);
    if (Meter::method == Method::half_kelvin) {
      meter_.drive(setup.low, Level::off);
      for (uint8_t i = 0; i < setup.point_count; ++i) meter_.pull_up(setup.points[i], false);
    } else {
      meter_.pull_up(setup.high, false);
    }
    meter_.drive(setup.high, Level::low);
    meter_.drive(setup.low, Level::low);
    meter_.wait_ms(level_ms);
    if (Meter::method == Method::kelvin) meter_.sink(setup.low, false);
  }

  Meter& meter_;
};

}  // namespace buzzout
