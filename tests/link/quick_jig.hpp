#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

#include "jig/clock.hpp"
#include "protocol/vocabulary.h"

namespace buzzout {

// What sixteen points do to each other, without an electrical network: `quick[p]` is what reads low when
// p alone is driven low for some microseconds, `held[p]` after some milliseconds.
struct Links {
  using Row = std::uint16_t;
  std::array<Row, 16> quick{}, held{};
  Row stuck_low = 0, stuck_high = 0, dead = 0;
};

// The firmware's PinBank over such links. Its waits are counted.
class QuickBank {
 public:
  static const std::uint8_t points = 16;
  typedef std::uint16_t Set;
  typedef std::uint16_t Mask;

  void plug(const Links& links) { links_ = links; }
  Duration take_waited() { return std::chrono::duration_cast<Duration>(std::exchange(waited_, {})); }

  static Set all() { return 0xFFFF; }
  template <std::uint8_t B>
  static Set index_bit_clear() {
    constexpr Set kClear[] = {0x5555, 0x3333, 0x0F0F, 0x00FF};
    return kClear[B];
  }
  static Set minus(Set a, Set b) { return static_cast<Set>(a & ~b); }
  static Set both(Set a, Set b) { return static_cast<Set>(a & b); }
  static Set where_equal(Set a, Set b) { return static_cast<Set>(~(a ^ b)); }
  static bool none(Set s) { return s == 0; }
  static Set from_mask(Mask m) { return m; }
  static Mask to_mask(Set s) { return s; }

  void begin() { pull_up_all(); }
  void idle() { pull_up_all(); }
  void float_all() { floating_ = true; }
  void pull_up_all() { drive(0); }
  void discharge_all() { drive(all()); }
  void precharge() { drive(0); }
  void end_precharge() { drive(0); }
  void release() { drive(0); }
  template <std::uint8_t P>
  void drive_low_only() { drive(static_cast<Set>(1U << P)); }
  template <std::uint8_t P>
  void release_only() { drive(0); }
  void drive_low(Set s) { drive(s); }
  template <std::uint16_t Us>
  void wait_us() { waited_ += std::chrono::microseconds(Us); }
  void wait_ms(std::uint8_t ms) {
    waited_ += std::chrono::milliseconds(ms);
    if (ms > 0 && !floating_) low_ = reading(links_.held);
  }
  Set high() { return static_cast<Set>(~low_ | links_.stuck_high); }

 private:
  void drive(Set s) {
    floating_ = false;
    driven_ = static_cast<Set>((s & ~links_.dead) | links_.stuck_low);
    low_ = reading(links_.quick);
  }
  Set reading(const std::array<Set, 16>& rows) const {
    Set low = 0;
    for (unsigned p = 0; p < points; ++p)
      if ((driven_ >> p & 1U) != 0) low = static_cast<Set>(low | rows[p]);
    return low;
  }

  Links links_;
  Set driven_ = 0, low_ = 0;
  bool floating_ = false;
  Duration waited_{};
};

// The firmware's Board over such a bank, with the two line speeds of a real one.
class QuickBoard {
 public:
  typedef QuickBank Bank;
  typedef NoMeter Meter;

  explicit QuickBoard(std::uint16_t boot_id) : boot_id_(boot_id) {}

  Bank& bank() { return bank_; }
  Meter& meter() { return meter_; }
  const char* name() const { return "uno"; }
  bool read_byte(std::uint8_t* byte) {
    if (next_ == received_.size()) return false;
    *byte = static_cast<std::uint8_t>(received_[next_++]);
    return true;
  }
  void write_byte(std::uint8_t byte) { sent_ += static_cast<char>(byte); }
  void write_byte_spaced(std::uint8_t byte) { write_byte(byte); }
  // As avr::Usart::suspect_rate() and change_rate() do.
  void line_was_garbage() {
    if (!just_changed_) change_rate();
    just_changed_ = !just_changed_;
  }
  std::uint32_t number() const { return 4711; }
  bool write_number(std::uint32_t) { return false; }
  std::uint16_t boot_id() const { return boot_id_; }
  bool restarted_by_watchdog() const { return false; }
  std::uint16_t button_presses() const { return 0; }
  void show(protocol::Lamp l) { lamp_ = l; }
  void begin_second() {}
  bool second_is_over() { return false; }
  void feed_watchdog() {}

  void receive(std::string_view bytes, unsigned baud) {
    received_.erase(0, next_);
    next_ = 0;
    if (baud == baud_) {
      received_ += bytes;
      return;
    }
    change_rate();  // framing errors
    just_changed_ = true;
  }
  std::string take_sent() { return std::exchange(sent_, {}); }
  protocol::Lamp lamp() const { return lamp_; }
  unsigned baud() const { return baud_; }

 private:
  void change_rate() {
    baud_ = baud_ == protocol::fast_baud ? protocol::slow_baud : protocol::fast_baud;
    next_ = received_.size();
  }

  QuickBank bank_;
  NoMeter meter_;
  std::uint16_t boot_id_;
  protocol::Lamp lamp_ = protocol::Lamp::off;
  std::string received_, sent_;
  std::size_t next_ = 0;
  unsigned baud_ = protocol::fast_baud;
  bool just_changed_ = false;
};

}  // namespace buzzout
