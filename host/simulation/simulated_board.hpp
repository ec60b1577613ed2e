#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/board.hpp"
#include "core/pin_bank.h"
#include "protocol/vocabulary.h"
#include "simulation/manual_clock.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// The firmware's PinBank of a board with that many points, over the electrical model. Every wait passes on the model's own time, and on
// the clock; nothing else does. A reading that comes before the drive had time to settle is a firmware
// bug and is remembered.
template <std::uint8_t Points>
class SimulatedBank {
 public:
  static const std::uint8_t points = Points;
  using Mask = std::conditional_t<(Points > 16), std::uint64_t, std::uint16_t>;
  using Set = Mask;

  SimulatedBank(Workbench& bench, ManualClock& clock, bool kelvin)
      : bench_(bench), clock_(clock), kelvin_(kelvin) {}

  static Set all() { return static_cast<Set>(first_points(Points)); }
  static Set both(Set a, Set b) { return static_cast<Set>(a & b); }
  static Set minus(Set a, Set b) { return static_cast<Set>(a & ~b); }
  static Set where_equal(Set a, Set b) { return static_cast<Set>(~(a ^ b)); }
  template <std::uint8_t B>
  static Set index_bit_clear() {
    return static_cast<Set>(~PointSet{0} / ((PointSet{1} << (1U << B)) + 1));  // 0101…, 0011…, and so on
  }
  static bool none(Set s) { return s == 0; }
  static Set from_mask(Mask m) { return m; }
  static Mask to_mask(Set s) { return s; }

  void begin() { pull_up_all(); }
  void idle() { pull_up_all(); }
  void float_all() { set_all(Drive::floating, Drive::floating); }
  void pull_up_all() { set_all(kelvin_ ? Drive::floating : Drive::pull_up, Drive::pull_up); }
  void discharge_all() { set_all(Drive::low, Drive::floating); }
  void precharge() { set_all(Drive::high, Drive::pull_up); }
  void end_precharge() { pull_up_all(); }
  void release() { pull_up_all(); }
  template <std::uint8_t P>
  void drive_low_only() {
    drive_low(static_cast<Set>(only(P)));
  }
  template <std::uint8_t P>
  void release_only() {
    release();
  }
  void drive_low(Set);
  Set high();
  template <std::uint16_t Us>
  void wait_us() {
    pass(Us * 1e-6);
  }
  void wait_ms(std::uint8_t ms) { pass(ms * 1e-3); }

  unsigned early_readings() const { return early_readings_; }

 private:
  void set_all(Drive drive, Drive sense);
  void pass(double seconds);

  Workbench& bench_;
  ManualClock& clock_;
  bool kelvin_;
  unsigned early_readings_ = 0;
};

extern template class SimulatedBank<16>;
extern template class SimulatedBank<64>;

// The firmware's Board on the host: bytes in queues, the number in memory.
template <std::uint8_t Points, class BoardMeter>
class SimulatedBoard {
 public:
  using Bank = SimulatedBank<Points>;
  using Meter = BoardMeter;

  SimulatedBoard(const Board& board, Workbench& bench, ManualClock& clock, std::uint16_t boot_id)
      : board_(board), clock_(clock), bank_(bench, clock, board.kelvin), meter_(bench, clock, board), boot_id_(boot_id) {}

  Bank& bank() { return bank_; }
  Meter& meter() { return meter_; }
  unsigned early_readings() const { return bank_.early_readings(); }
  const char* name() const { return board_.name.data(); }
  bool read_byte(std::uint8_t* byte) {
    if (received_.empty()) return false;
    *byte = static_cast<std::uint8_t>(received_.front());
    received_.pop_front();
    return true;
  }
  void write_byte(std::uint8_t byte) { sent_ += static_cast<char>(byte); }
  void write_byte_spaced(std::uint8_t byte) { write_byte(byte); }
  void line_was_garbage() {}
  std::uint32_t number() const { return number_; }
  bool write_number(std::uint32_t n) {
    if (number_ != 0) return false;
    number_ = n;
    return true;
  }
  std::uint16_t boot_id() const { return boot_id_; }
  bool restarted_by_watchdog() const { return false; }
  std::uint16_t button_presses() const { return 0; }
  void show(protocol::Lamp lamp) { lamp_ = lamp; }
  void begin_second() { second_ = clock_.now(); }
  bool second_is_over() {
    constexpr Duration kSecond{1'000'000};
    if (clock_.now() - second_ < kSecond) return false;
    second_ += kSecond;
    return true;
  }
  void feed_watchdog() {}

  void receive(std::string_view bytes) { received_.insert(received_.end(), bytes.begin(), bytes.end()); }
  std::string take_sent() { return std::exchange(sent_, {}); }
  protocol::Lamp lamp() const { return lamp_; }

 private:
  const Board& board_;
  ManualClock& clock_;
  Bank bank_;
  Meter meter_;
  std::uint16_t boot_id_;
  std::uint32_t number_ = 0;
  protocol::Lamp lamp_ = protocol::Lamp::off;
  Clock::time_point second_{0};
  std::deque<char> received_;
  std::string sent_;
};

}  // namespace buzzout
