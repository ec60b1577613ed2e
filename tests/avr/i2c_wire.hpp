#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "simulation/workbench.hpp"

namespace buzzout {

// The two lines of an I²C bus between pins and the chips of a workbench's add-on, edge by edge. SDA is low if either side holds it low.
// It remembers what no correct master does, in words: SDA driven high, and times shorter than those of standard mode
// (UM10204, table 10). Chips here never stretch the clock.
class I2cWire {
 public:
  explicit I2cWire(Workbench& bench) : bench_(bench) {}

  // The master's pins from now on; `now` in seconds never goes back.
  struct Pin {
    bool output, latch;
  };
  void set(Pin sda, Pin scl, double now);
  bool sda_is_high() const { return !sda_held_ && !chip_holds_; }
  bool scl_is_high() const { return scl_; }

  const std::vector<std::string>& violations() const { return violations_; }
  std::uint64_t bytes() const { return bytes_; }
  double shortest_period() const { return shortest_period_; }
  // A chip that was interrupted in the middle of a byte that it was sending holds SDA low until it is clocked on.
  void hold_sda(unsigned clocks) {
    jam_ = clocks;
    chip_holds_ = clocks > 0;
  }

 private:
  enum class State { idle, address, from_master, to_master };

  void at_least(double seconds, double since, const char* what, double now);
  void begin(double now);
  void end();
  void rise(double now);
  void fall(double now);

  Workbench& bench_;
  bool scl_ = true, sda_held_ = false, chip_holds_ = false;
  State state_ = State::idle;
  I2cDevice* chip_ = nullptr;
  unsigned bit_ = 0;  // 0 to 7 of a byte, 8 its acknowledgement
  std::uint8_t shift_ = 0;
  bool acknowledged_ = false;
  unsigned jam_ = 0;
  double rose_ = -1, fell_ = -1, sda_changed_ = -1, started_ = -1, stopped_ = -1;
  std::uint64_t bytes_ = 0;
  double shortest_period_ = 1;
  std::vector<std::string> violations_;
};

}  // namespace buzzout
