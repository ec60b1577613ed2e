#pragma once

#include <memory>
#include <string>

#include "jig/byte_channel.hpp"
#include "simulation/simulated_jig.hpp"

namespace buzzout {

// A jig in this process: the shipped firmware core over the electrical model. What it answers is there
// as soon as it was asked; waiting for more moves the clock.
class SimulatedChannel : public ByteChannel {
 public:
  // The workbench and the clock outlive the channel. `name` is what the user wrote: "sim:good".
  SimulatedChannel(std::string name, const Board&, Workbench&, ManualClock&,
                   std::uint16_t boot_id = 0x51A0);

  void write(std::string_view bytes) override;
  std::size_t read(char* into, std::size_t most, Duration wait) override;
  std::string name() const override { return name_; }
  bool simulated() const override { return true; }
  void discard_input() override { waiting_.clear(); }

  const SimulatedJig& jig() const { return *jig_; }

 private:
  std::string name_;
  ManualClock& clock_;
  Workbench& bench_;
  std::unique_ptr<SimulatedJig> jig_;
  std::string waiting_;
};

}  // namespace buzzout
