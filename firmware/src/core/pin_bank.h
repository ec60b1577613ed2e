#pragma once

// A PinBank is a board's test points. It is a type that Scanner takes as a template parameter, so that a
// scan compiles down to port instructions; this is what it offers:
//
//   static const uint8_t points;            // how many, at most 64
//   typedef … Set;                          // a set of points in the layout of the board's ports
//   typedef … Mask;                         // the same as an unsigned integer, bit p is point p
//   static Set all();                       // every point
//   template <uint8_t B> static Set index_bit_clear();  // the points whose index has bit B clear
//   static Set minus(Set a, Set b);         // a without b
//   static Set both(Set a, Set b);          // the points in a and in b
//   static Set where_equal(Set a, Set b);   // the points that are in both or in neither
//   static bool none(Set);                  // no point is in it; bits outside all() mean nothing
//   static Set from_mask(Mask);  static Mask to_mask(Set);
//
//   void begin();              // from idle to all points on their pull-ups, ready to scan
//   void idle();               // all points on their pull-ups, and what begin() borrowed given back
//   void float_all();          // no drive, no pull-up: safe against anything plugged in
//   void pull_up_all();        // from float_all: pull-ups on
//   void discharge_all();      // from pull-ups: every point driven low
//   void precharge();          // from pull-ups: every point driven high …
//   void end_precharge();      // … and back to pull-ups
//   void release();            // from any drive back to pull-ups
//   template <uint8_t P> void drive_low_only();     // from pull-ups: point P driven low
//   template <uint8_t P> void release_only();       // and back
//   void drive_low(Set);       // from pull-ups: those points driven low; release() ends it
//   Set high() const;          // the points that read high now; bits outside all() mean nothing, and
//                              // to_mask() drops them
//   template <uint16_t Us> void wait_us();
//   void wait_ms(uint8_t ms);
//
// No step ever has one point driven high while another is driven low.

namespace buzzout {

// What a scan allows the pins, in microseconds.
const uint16_t precharge_us = 1;   // through 470 Ω: seven time constants of 300 pF
const uint16_t settle_us = 10;     // from driving low to reading
const uint16_t discharge_us = 2;
const uint16_t hold_readings_per_ms = 10;
const uint8_t slow_ms = 20;       // what the two-sided check grants a point before it complains

}  // namespace buzzout
