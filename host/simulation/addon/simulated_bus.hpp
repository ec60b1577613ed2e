#pragma once

#include <cstdint>

#include "simulation/manual_clock.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// The firmware's Bus (core/milliohm.h) to a workbench's add-on, byte by byte. The time that it takes on the chip passes; without
// an add-on none does.
class SimulatedBus {
 public:
  SimulatedBus(Workbench& bench, ManualClock& clock) : bench_(bench), clock_(clock) {}

  void begin() {}
  bool write(std::uint8_t address, const std::uint8_t* bytes, std::uint8_t count);
  bool read(std::uint8_t address, std::uint8_t* bytes, std::uint8_t count);
  void keep(bool) {}
  template <std::uint16_t Us>
  void wait_us() {
    pass(Us);
  }

 private:
  void pass(int us);
  void pass_byte();
  I2cDevice* start(std::uint8_t address, bool reads);
  void stop();

  Workbench& bench_;
  ManualClock& clock_;
};

}  // namespace buzzout
