#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

#include "avr/simavr.hpp"
#include "boards/pin_ref.h"
#include "core/board.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// The digital ports as the data sheet has them, with the workbench's network on the test points, in
// place of simavr's: there a pin that drives reads its own latch and SBI on a PIN register toggles
// every pin that reads high.
//
// Timing, in cycles from the start of an instruction: what OUT writes takes effect at 1, what SBI,
// CBI, ST and STS write at 2; IN, SBIC and SBIS read the level of half a cycle before, LD and LDS
// of half a cycle after (the synchronizer; so a pin needs a NOP between OUT and IN, as on silicon).
class SiliconPorts {
 public:
  // Takes over DDR, PORT and PIN of every port. avr_t and workbench outlive it.
  SiliconPorts(avr_t*, const Board&, Workbench&);
  SiliconPorts(const SiliconPorts&) = delete;
  SiliconPorts& operator=(const SiliconPorts&) = delete;

  // Lets the network's time catch up with the CPU's; before anyone else looks at the workbench.
  void sync();
  // The same up to a cycle that is not ahead of the CPU's; the network does not go back if it is further already.
  void sync_to(double cycle) { catch_up(cycle); }
  // The network's time, in seconds, at a cycle.
  double seconds_at(double cycle) const { return bench_.now() + (cycle - bench_time_) / avr_->frequency; }

  // A pin that is no test point, tied to ground from outside or left to its pull-up.
  void ground(const PinRef&, bool);
  // A pin that is no test point, with a level from outside.
  void follow(const PinRef&, std::function<bool()> is_high);
  // Calls with the directions and latches of a port as soon as the program has written one of them, and with the cycle at
  // which that takes effect. The network's time is that cycle's by then. For pins that are no test points.
  using Watcher = std::function<void(std::uint8_t ddr, std::uint8_t latch, double cycle)>;
  void watch(char port, std::uint8_t bits, Watcher);
  // True if the pin drives high.
  bool drives_high(const PinRef&) const;

  struct Counters {
    std::uint64_t drives = 0;      // changes of a test point's drive
    std::uint64_t reads = 0;       // reads of a PIN register with test points
    std::uint64_t flips = 0;       // test point turned from low to high or back while it drives
    std::uint64_t sense_high = 0;  // sense pin driven high: burns a force pin's resistor or worse
    std::uint64_t sense_crowded = 0;  // sense pin driven low while another one is
  };
  const Counters& counters() const { return counters_; }

  void on_reset();

 private:
  enum class Role : unsigned char { other, point, sense };
  struct Port {
    SiliconPorts* ports;
    avr_ioport_t* io;
    std::array<Role, 8> role{};
    std::array<Point, 8> point{};
    std::uint8_t points = 0;          // bits that are test points
    std::uint8_t grounded = 0;        // other bits, from outside
    std::uint8_t ddr = 0, latch = 0;  // as the network has them
    std::uint8_t followed = 0;        // the bit whose level is is_high()
    std::function<bool()> is_high;
    Watcher watcher;
    std::uint8_t watched = 0;  // bits that make the watcher hear
  };
  struct Change {
    double when;
    Port* port;
    std::uint8_t ddr, latch;
  };

  Port& port(char letter);
  void place(const PinRef&, Role, Point);
  bool two_cycles() const;
  double read_time() const;
  void write(Port&, std::uint8_t ddr, std::uint8_t latch);
  std::uint8_t read(Port&);
  void catch_up(double when);
  void apply(const Change&);

  avr_t* avr_;
  Workbench& bench_;
  std::vector<Port> ports_;  // does not grow after construction
  std::deque<Change> changes_;
  double bench_time_ = 0;  // cycles
  unsigned sense_lows_ = 0;
  Counters counters_;
};

}  // namespace buzzout
