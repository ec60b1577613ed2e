#pragma once

#include <stdint.h>

#include "core/milliohm.h"
#include "core/ohmmeter.h"
#include "protocol/request.h"
#include "protocol/vocabulary.h"

namespace buzzout {

// The fields of an argument, parted by commas.
class Fields {
 public:
  explicit Fields(const protocol::Request& r) : text_(r.argument), left_(r.argument_length) {}
  Fields(const char* text, uint8_t length) : text_(text), left_(length) {}

  // The next one; false if there is none.
  bool next(const char** text, uint8_t* length) {
    if (over_) return false;
    uint8_t n = 0;
    while (n < left_ && text_[n] != ',') ++n;
    *text = text_;
    *length = n;
    over_ = n == left_;
    if (!over_) {
      text_ += n + 1;
      left_ = static_cast<uint8_t>(left_ - n - 1);
    }
    return true;
  }
  // The next one as a number of 0 to 255.
  bool next_byte(uint8_t* value) {
    const char* text = 0;
    uint8_t length = 0;
    uint32_t number = 0;
    if (!next(&text, &length) || !protocol::parse_decimal(text, length, &number) || number > 255) return false;
    *value = static_cast<uint8_t>(number);
    return true;
  }
  bool over() const { return over_; }

 private:
  const char* text_;
  uint8_t left_;
  bool over_ = false;
};

// The commands that measure resistance, in what they ask of the board. Of a board without a meter all are illegal.
template <class Meter, Method = Meter::method>
class MeterCommands {
 public:
  static const bool exist = true;
  static const uint16_t range_ohm = 600;

  explicit MeterCommands(Meter& meter) : meter_(meter), ohmmeter_(meter), addon_(meter) {}

  // MEASure:RAW?: 0 or 1, the readings, the two points from 1, four hex digits of points, the states.
  static bool parse(const protocol::Request& r, uint8_t board_points, MeterRequest* setup) {
    Fields fields(r);
    uint8_t reference = 0, length = 0;
    const char* text = 0;
    if (!fields.next_byte(&reference) || reference > 1 || !fields.next_byte(&setup->readings) ||
        !fields.next_byte(&setup->high) || !fields.next_byte(&setup->low) || setup->high == 0 || setup->low == 0)
      return false;
    --setup->high;
    --setup->low;
    setup->reference = static_cast<Reference>(reference);
    setup->point_count = 0;
    if (!fields.next(&text, &length) || length != 4) return false;
    for (uint8_t p = 0; p < 16; ++p) {
      const uint8_t digit = protocol::hex_value(text[3 - p / 4]);
      if (digit == 0xFF) return false;
      if ((digit >> (p % 4) & 1u) == 0) continue;
      if (setup->point_count == most_sums) return false;
      setup->points[setup->point_count++] = p;
    }
    if (!fields.next(&setup->states, &setup->state_count) || !fields.over()) return false;
    return Ohmmeter<Meter>::legal(*setup, board_points);
  }

  uint8_t measure(const MeterRequest& setup, uint16_t (&sums)[most_sums]) { return ohmmeter_.measure(setup, sums); }

  void find_addon() { addon_.find(); }
  uint16_t addon() const { return addon_.found(); }

  // MEASure:RAW:MILLiohm?: the two points from 1, the channels that are on them, the steps.
  static bool parse(const protocol::Request& r, uint8_t board_points, MilliohmSetup* setup) {
    Fields fields(r);
    if (!fields.next_byte(&setup->first) || !fields.next_byte(&setup->second) || setup->first == 0 || setup->second == 0 ||
        !fields.next_byte(&setup->first_channel) || !fields.next_byte(&setup->second_channel) ||
        !fields.next(&setup->steps, &setup->step_count) || !fields.over())
      return false;
    --setup->first;
    --setup->second;
    return Milliohm<Meter>::legal(*setup, board_points);
  }

  uint8_t measure(const MilliohmSetup& setup, int16_t (&codes)[most_addon_codes]) { return addon_.measure(setup, codes); }

  // MEASure:RESistance? (@i,j) through the add-on, whose channel 0 is on point 1 and so on.
  static bool parse_list(const protocol::Request& r, uint8_t board_points, MilliohmSetup* setup) {
    if (!is_list(r)) return false;
    Fields fields(r.argument + 2, static_cast<uint8_t>(r.argument_length - 3));
    if (!fields.next_byte(&setup->first) || !fields.next_byte(&setup->second) || !fields.over() || setup->first == 0 ||
        setup->second == 0)
      return false;
    setup->first_channel = --setup->first;
    setup->second_channel = --setup->second;
    setup->steps = "AdwvBdwv";
    setup->step_count = 8;
    return Milliohm<Meter>::legal(*setup, board_points);
  }

  // By 470 Ω and 25 Ω of a pin that is low. The difference counts at ±0.256 V where that reaches, the current at ±4.096 V.
  static uint32_t milliohms(const int16_t (&codes)[most_addon_codes]) {
    const int16_t top = 0x7FFF;
    const bool fine = codes[0] < top && codes[3] > -top;
    const int32_t across = static_cast<int32_t>(codes[fine ? 0 : 1]) - codes[fine ? 3 : 4];
    const int32_t low = static_cast<int32_t>(codes[2]) + codes[5];
    if (low < 1600 || codes[1] == top) return no_path;  // 0.1 V
    if (across <= 0) return 0;
    return fine ? static_cast<uint32_t>(30937ul * static_cast<uint32_t>(across) / static_cast<uint32_t>(low))
                : static_cast<uint32_t>(24750ul * static_cast<uint32_t>(across) / static_cast<uint32_t>(low)) * 10;
  }

  // The bandgap against the supply. The reference goes to the bandgap behind it: it comes down while other things are done.
  uint16_t supply(uint8_t readings) {
    meter_.select(Reference::supply);
    meter_.settle();
    uint16_t sum = 0;
    for (uint8_t n = 0; n < readings; ++n) sum = static_cast<uint16_t>(sum + meter_.read_bandgap());
    meter_.select(Reference::bandgap);
    return sum;
  }

  uint16_t temperature(uint8_t readings) {
    meter_.select(Reference::bandgap);
    meter_.settle();
    uint16_t sum = 0;
    for (uint8_t n = 0; n < readings; ++n) sum = static_cast<uint16_t>(sum + meter_.read_temperature());
    return sum;
  }
  static const bool has_thermometer = Meter::has_thermometer;

  // MEASure:RESistance? (@i,j), or (@i,j,s) where point s reads the contact of point j.
  static bool parse_list(const protocol::Request& r, uint8_t board_points, MeterRequest* setup) {
    if (!is_list(r)) return false;
    Fields fields(r.argument + 2, static_cast<uint8_t>(r.argument_length - 3));
    uint8_t sense = 0;
    if (!fields.next_byte(&setup->high) || !fields.next_byte(&setup->low) || setup->high == 0 || setup->low == 0)
      return false;
    --setup->high;
    --setup->low;
    if (Meter::method == Method::half_kelvin) {
      if (!fields.next_byte(&sense) || sense == 0) return false;
      setup->points[0] = static_cast<uint8_t>(sense - 1);
      setup->point_count = 1;
    } else {
      setup->points[0] = setup->high < setup->low ? setup->high : setup->low;
      setup->points[1] = setup->high < setup->low ? setup->low : setup->high;
      setup->point_count = 2;
    }
    setup->reference = Reference::supply;
    setup->readings = most_readings;
    setup->states = "0";
    setup->state_count = 1;
    return fields.over() && Ohmmeter<Meter>::legal(*setup, board_points);
  }

  // Hundredths of an ohm, by 470 Ω and a pin's 28 Ω, or 25 Ω where it is low; what lies beyond the range is `no_path`.
  static const uint32_t no_path = 0xFFFFFFFF;
  static uint32_t centiohms(const MeterRequest& setup, const uint16_t (&sums)[most_sums]) {
    const uint32_t full = 1024ul * most_readings;
    if (Meter::method == Method::half_kelvin) {
      const uint32_t low_side = 49500, both = 99300;
      if (sums[0] < full / 64) return no_path;
      const uint32_t whole = static_cast<uint32_t>(low_side * full / sums[0]);
      return whole < both ? 0 : whole - both;
    }
    const bool first_is_high = setup.points[0] == setup.high;
    const uint16_t at_high = sums[first_is_high ? 0 : 1], at_low = sums[first_is_high ? 1 : 0];
    const uint32_t across = at_high > at_low ? static_cast<uint32_t>(at_high - at_low) : 0;
    const uint32_t at_resistor = full - at_high;
    if (at_resistor < full / 64) return no_path;
    return static_cast<uint32_t>(49800ul * across / at_resistor);
  }

 private:
  static bool is_list(const protocol::Request& r) {
    return r.argument_length >= 4 && r.argument[0] == '(' && r.argument[1] == '@' && r.argument[r.argument_length - 1] == ')';
  }

  Meter& meter_;
  Ohmmeter<Meter> ohmmeter_;
  Milliohm<Meter> addon_;
};

template <class Meter>
class MeterCommands<Meter, Method::none> {
 public:
  static const bool exist = false, has_thermometer = false;
  static const uint16_t range_ohm = 0;
  static const uint32_t no_path = 0;
  explicit MeterCommands(Meter&) {}
  static bool parse(const protocol::Request&, uint8_t, MeterRequest*) { return false; }
  static bool parse_list(const protocol::Request&, uint8_t, MeterRequest*) { return false; }
  uint8_t measure(const MeterRequest&, uint16_t (&)[most_sums]) { return 0; }
  void find_addon() {}
  uint16_t addon() const { return 0; }
  static bool parse(const protocol::Request&, uint8_t, MilliohmSetup*) { return false; }
  static bool parse_list(const protocol::Request&, uint8_t, MilliohmSetup*) { return false; }
  uint8_t measure(const MilliohmSetup&, int16_t (&)[most_addon_codes]) { return 0; }
  static uint32_t milliohms(const int16_t (&)[most_addon_codes]) { return 0; }
  uint16_t supply(uint8_t) { return 0; }
  uint16_t temperature(uint8_t) { return 0; }
  static uint32_t centiohms(const MeterRequest&, const uint16_t (&)[most_sums]) { return 0; }
};

}  // namespace buzzout
