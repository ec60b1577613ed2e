#pragma once

#include <cstdint>

namespace buzzout {

// A chip on an I²C bus, byte by byte. Times are the workbench's, in seconds, and never go back.
class I2cDevice {
 public:
  virtual ~I2cDevice() = default;

  // A START and an address; false: it is not this chip's, or the chip is silent.
  virtual bool begin(std::uint8_t address, bool reads, double now) = 0;
  // A byte from the master; false: not acknowledged.
  virtual bool take(std::uint8_t byte, double now) = 0;
  // The next byte for the master.
  virtual std::uint8_t give(double now) = 0;
};

}  // namespace buzzout
