#pragma once

#include <cstdint>

#include "core/board.hpp"
#include "core/meter.h"
#include "core/ohmmeter.h"
#include "simulation/addon/simulated_bus.hpp"
#include "simulation/manual_clock.hpp"
#include "simulation/workbench.hpp"

namespace buzzout {

// The firmware's Meter of an uno or a mega over the electrical model and its converter. Waits and conversions pass on the
// model's own time and on the clock, as long as they take on the chip.
class SimulatedMeter {
 public:
  static const bool has_thermometer = true;
  typedef SimulatedBus Bus;

  SimulatedMeter(Workbench&, ManualClock&, const Board&);

  Bus& bus() { return bus_; }
  void begin() {}
  void keep_time() {}
  void off();
  void drive(std::uint8_t point, Level);
  void sink(std::uint8_t point, bool);
  void pull_up(std::uint8_t point, bool);
  void select(Reference);
  void settle();
  std::uint16_t read(std::uint8_t point);
  std::uint16_t read_bandgap();
  std::uint16_t read_temperature();
  void wait_settled() { pass(drive_settle_us * 1e-6); }
  void wait_ms(std::uint8_t ms) { pass(ms * 1e-3); }

 private:
  void pass(double seconds);
  std::uint16_t convert(unsigned code);

  Workbench& bench_;
  ManualClock& clock_;
  const Board& board_;
  SimulatedBus bus_;
  Reference reference_ = Reference::supply;
  Clock::time_point selected_{-1'000'000};
  bool at_bandgap_ = false;
};

// Those of the two boards, by what the firmware must know when it is compiled.
class SimulatedHalfKelvin : public SimulatedMeter {
 public:
  static const Method method = Method::half_kelvin;
  static const std::uint16_t readable = 0xFC00;
  using SimulatedMeter::SimulatedMeter;
};
class SimulatedKelvin : public SimulatedMeter {
 public:
  static const Method method = Method::kelvin;
  static const std::uint16_t readable = 0xFFFF;
  static const bool has_thermometer = false;
  using SimulatedMeter::SimulatedMeter;
};

}  // namespace buzzout
