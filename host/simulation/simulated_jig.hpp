#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "simulation/simulated_board.hpp"

namespace buzzout {

// The shipped firmware core on a simulated board of whatever number of points.
class SimulatedJig {
 public:
  virtual ~SimulatedJig() = default;

  // Takes bytes as they come from the line, and answers.
  virtual void receive(std::string_view bytes) = 0;
  // What was answered since it was last asked; at first the hello.
  virtual std::string take_sent() = 0;
  virtual protocol::Lamp lamp() const = 0;
  // Readings before the drive had time to settle.
  virtual unsigned early_readings() const = 0;
};

// The workbench, the clock and the board's description outlive the jig.
std::unique_ptr<SimulatedJig> boot_simulated_jig(const Board&, Workbench&, ManualClock&, std::uint16_t boot_id);

}  // namespace buzzout
