#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>

#include "simulation/addon/i2c_device.hpp"
#include "simulation/split_mix.hpp"

namespace buzzout {

// How one ADS1115 differs from an ideal one (SBAS444, Electrical Characteristics).
struct Ads1115Traits {
  std::uint8_t address = 0x48;
  double rate_factor = 1;       // of its clock: 0.9 to 1.1
  double noise_volt = 6e-6;     // rms at 860 samples a second; never below 0.4 steps
  double offset_volt = 0;       // 3 steps of ±2.048 V at most: 187 µV
  double gain_error = 0;        // 0.15 % at most
  std::array<double, 6> range_error{};  // of each range beside that: any two match within 0.1 %

  static Ads1115Traits of_seed(std::uint64_t seed);
};

// The converter ADS1115 in single-shot mode: registers, ranges, inputs, the time that a conversion takes, noise and
// errors. It shows the mean of its input at the beginning and at the end of a conversion: whoever switches in between
// reads a value of neither. Continuous mode, the comparator and the general call are not modelled.
class Ads1115 : public I2cDevice {
 public:
  // The voltage between the inputs that MUX (0 to 7) selects, as its input stage of that full scale loads them.
  using Inputs = std::function<double(unsigned mux, double full_scale)>;

  Ads1115(const Ads1115Traits&, std::uint64_t seed, Inputs);

  bool begin(std::uint8_t address, bool reads, double now) override;
  bool take(std::uint8_t byte, double now) override;
  std::uint8_t give(double now) override;

  static double full_scale(unsigned pga);

  // What may be wrong with it.
  bool frozen = false;                  // shows its last value for ever
  std::optional<unsigned> stuck_range;  // converts at this PGA setting, whatever its register says
  double reference_factor = 1;          // of its reference, 1 is right

  // Readings of a conversion that had not come to its end.
  unsigned early_readings() const { return early_readings_; }

 private:
  bool converting(double now) const { return start_ && now < *start_ + duration_; }
  void finish(double now);
  double input() const;
  void configure(std::uint16_t, double now);
  std::uint16_t value(double now);

  Ads1115Traits traits_;
  SplitMix random_;
  Inputs inputs_;
  std::uint16_t config_ = 0x8583;
  std::uint16_t conversion_ = 0;
  std::array<std::uint16_t, 2> thresholds_{0x8000, 0x7FFF};
  unsigned pointer_ = 0;
  unsigned position_ = 0;  // of the byte in its transfer
  std::uint8_t high_byte_ = 0;
  std::uint16_t shown_ = 0;
  std::optional<double> start_;  // of the conversion under way
  double at_start_ = 0;          // volts
  double duration_ = 0;
  unsigned early_readings_ = 0;
};

}  // namespace buzzout
