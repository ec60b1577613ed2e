#pragma once

#include <stdint.h>

// A Meter is what a board measures resistance with: the driving pins one by one, and an analog-to-digital converter
// of ten bits that reads points. It is a type that Ohmmeter takes as a template parameter; this is what it offers:
//
//   static const Method method;
//   static const uint16_t readable;      // the points that the converter can read, bit p is point p
//   static const bool has_thermometer;
//   void begin();  void keep_time();     // called once, and again and again
//   void off();                          // no driving pin drives, no reading pin drives or pulls up
//   void drive(uint8_t point, Level);    // the driving pin, through its 470 Ω
//   void sink(uint8_t point, bool);      // Kelvin: the bare sense pin drives low, or nothing
//   void pull_up(uint8_t point, bool);   // of the reading pin
//   void select(Reference);              // the converter's full scale, from the next settle() on
//   void settle();                       // waits until the reference stands
//   uint16_t read(uint8_t point);        // one conversion, 0 to 1023
//   uint16_t read_bandgap();             // of the chip's own 1.1 V
//   uint16_t read_temperature();
//   void wait_settled();                 // drive_settle_us
//   void wait_ms(uint8_t);
//   typedef … Bus;  Bus& bus();          // to the milliohm add-on, if there is one: see milliohm.h

namespace buzzout {

enum class Method : uint8_t {
  none = 0,
  half_kelvin = 1,  // both contacts are driven through their resistors; a point beside one of them reads it
  kelvin = 2,       // each contact has a driving pin and a sense pin of its own
};

enum class Level : uint8_t { off, low, high };

// What a conversion's full scale is.
enum class Reference : uint8_t { supply, bandgap };

// Of a board that measures none.
struct NoMeter {
  static const Method method = Method::none;
  static const uint16_t readable = 0;
  void begin() {}
  void keep_time() {}
  void off() {}
};

}  // namespace buzzout
