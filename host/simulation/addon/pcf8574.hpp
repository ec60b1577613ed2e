#pragma once

#include "simulation/addon/i2c_device.hpp"

namespace buzzout {

// The expander PCF8574 (0x20–0x27) or 8574A (0x38–0x3F): eight outputs that are high after power-up, and read back as
// what their pins stand at (NXP data sheet, 8.1 and 8.2).
class Pcf8574 : public I2cDevice {
 public:
  explicit Pcf8574(std::uint8_t address) : address_(address) {}

  bool begin(std::uint8_t address, bool, double) override { return address == address_; }
  bool take(std::uint8_t byte, double) override {
    latch_ = byte;
    return true;
  }
  std::uint8_t give(double) override { return port(); }

  std::uint8_t port() const { return static_cast<std::uint8_t>(latch_ & ~grounded); }

  std::uint8_t grounded = 0;  // pins that something holds low

 private:
  std::uint8_t address_;
  std::uint8_t latch_ = 0xFF;
};

}  // namespace buzzout
