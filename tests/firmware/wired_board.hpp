#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "core/jig_server.h"

namespace buzzout {

// Ten points and ideal wires between them. A floating net keeps its level, as its capacitance makes it.
// It bites: a fight of two drivers, a reading at once after a change, and a drive from anything but the
// pull-ups fail the test.
class WiredBank {
 public:
  static const std::uint8_t points = 10;
  typedef std::uint16_t Set;
  typedef std::uint16_t Mask;

  WiredBank() { wire({}); }

  // Sets of joined points; the others are apart.
  void wire(const std::vector<Mask>& nets) {
    for (std::uint8_t p = 0; p < points; ++p) net_[p] = static_cast<Mask>(1U << p);
    for (Mask n : nets)
      for (std::uint8_t p = 0; p < points; ++p)
        if ((n >> p & 1) != 0) net_[p] = n;
  }
  Mask stuck_low = 0, stuck_high = 0, dead = 0;

  static Set all() { return 0x3FF; }
  template <std::uint8_t Bit>
  static Set index_bit_clear() {
    Set out = 0;
    for (unsigned p = 0; p < points; ++p)
      if ((p >> Bit & 1U) == 0) out = static_cast<Set>(out | (1U << p));
    return out;
  }
  static Set minus(Set a, Set b) { return static_cast<Set>(a & ~b); }
  static Set both(Set a, Set b) { return static_cast<Set>(a & b); }
  static Set where_equal(Set a, Set b) { return static_cast<Set>(~(a ^ b)); }
  static bool none(Set s) { return (s & all()) == 0; }
  static Set from_mask(Mask m) { return m; }
  static Mask to_mask(Set s) { return static_cast<Mask>(s & all()); }

  void begin() { set(0, 0, all()); }
  void idle() { set(0, 0, all()); }
  void float_all() { set(0, 0, 0); }
  void pull_up_all() { set(0, 0, all()); }
  void discharge_all() { set(all(), 0, 0); }
  void precharge() { set(0, all(), 0); }
  void end_precharge() { release(); }
  void release() { set(0, 0, all()); }
  template <std::uint8_t P>
  void drive_low_only() { drive_low(static_cast<Set>(1U << P)); }
  template <std::uint8_t P>
  void release_only() { release(); }
  void drive_low(Set s) {
    CHECK(pull_ == all());
    set(s, 0, static_cast<Set>(all() & ~s));
  }
  template <std::uint16_t Us>
  void wait_us() { settled_ = true; }
  void wait_ms(std::uint8_t ms) { settled_ = settled_ || ms > 0; }

  Set high() {
    CHECK(settled_);
    return static_cast<Set>((level_ | 0xFC00) & ~stuck_low);  // bits beyond the points mean nothing
  }
  bool is_idle() const { return pull_ == all() && low_ == 0 && high_ == 0; }

 private:
  void set(Set low, Set high, Set pull) {
    low_ = static_cast<Set>(low & ~dead);
    high_ = static_cast<Set>(high & ~dead);
    pull_ = pull;
    settled_ = false;
    Set level = 0;
    for (std::uint8_t p = 0; p < points; ++p) {
      const Mask n = net_[p];
      const bool pulled_down = ((low_ | stuck_low) & n) != 0;
      CHECK_FALSE(((low_ & n) != 0 && (high_ & n) != 0));
      const bool is_high = (stuck_high & n) != 0 ||
                           (!pulled_down && (((high_ | pull_) & n) != 0 || (level_ & n) == n));
      if (is_high) level = static_cast<Set>(level | (1U << p));
    }
    level_ = level;
  }

  Mask net_[points];
  Set low_ = 0, high_ = 0, pull_ = 0, level_ = 0;
  bool settled_ = false;
};

class WiredBoard {
 public:
  typedef WiredBank Bank;
  typedef NoMeter Meter;

  Bank& bank() { return bank_; }
  Meter& meter() { return meter_; }
  const char* name() const { return "wired"; }
  bool read_byte(std::uint8_t* byte) {
    if (received_.empty()) return false;
    *byte = static_cast<std::uint8_t>(received_.front());
    received_.pop_front();
    return true;
  }
  void write_byte(std::uint8_t byte) { sent_ += static_cast<char>(byte); }
  void write_byte_spaced(std::uint8_t byte) { write_byte(byte); }
  void line_was_garbage() { ++garbage; }
  std::uint32_t number() const { return number_; }
  bool write_number(std::uint32_t n) {
    ++writes;
    if (number_ != 0) return false;
    number_ = n;
    return true;
  }
  std::uint16_t boot_id() const { return 0xB007; }
  bool restarted_by_watchdog() const { return watchdog; }
  std::uint16_t button_presses() const { return 3; }
  void show(protocol::Lamp l) { lamp = l; }
  void begin_second() { seconds = 0; }
  bool second_is_over() { return seconds > 0 && seconds-- > 0; }
  void feed_watchdog() {}

  void receive(const std::string& bytes) { received_.insert(received_.end(), bytes.begin(), bytes.end()); }
  std::string sent() {
    std::string out;
    out.swap(sent_);
    return out;
  }

  protocol::Lamp lamp = protocol::Lamp::off;
  int garbage = 0, writes = 0, seconds = 0;  // that have passed since begin_second() and were not asked for
  bool watchdog = false;

 private:
  WiredBank bank_;
  NoMeter meter_;
  std::deque<char> received_;
  std::string sent_;
  std::uint32_t number_ = 0;
};

}  // namespace buzzout
