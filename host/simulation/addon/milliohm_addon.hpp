#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "core/point_set.hpp"
#include "simulation/addon/ads1115.hpp"
#include "simulation/addon/pcf8574.hpp"

namespace buzzout {

// The parts of one milliohm add-on; by default nominal ones.
struct AddonParts {
  static constexpr unsigned kChannels = 16;
  AddonParts() {
    tap_ohm.fill(1000);
    for (auto& switches : on_ohm) switches.fill(70);
  }

  Ads1115Traits converter;
  std::uint8_t expander = 0x20;
  std::array<double, kChannels> tap_ohm{};
  std::array<std::array<double, kChannels>, 2> on_ohm{};  // of the multiplexer at AIN0 and of that at AIN1

  // One out of many: 1 % resistors, switches of 50 to 100 Ω, alike within 10 Ω (74HC4067 at 4.5 V and above), any converter.
  static AddonParts of_seed(std::uint64_t seed);
};

// The milliohm add-on of docs/milliohm.md on a workbench's taps: an ADS1115, a PCF8574 and two 74HC4067, 1 kΩ from each
// tap to both multiplexers' channel. The inputs load them as the data sheet says (SBAS444, table "input impedance"); what
// that does to the taps themselves, some 0.03 % at most, is left out, and so is what flows from tap to tap for the
// nanoseconds in which a multiplexer has two channels on.
class MilliohmAddon {
 public:
  using Volts = std::function<double(Point)>;  // of a point's terminal, now

  // `taps`: from a point to its channel. A channel without a tap stands at ground.
  MilliohmAddon(const std::map<Point, unsigned>& taps, Volts volts, const AddonParts& parts = {}, std::uint64_t seed = 1);
  MilliohmAddon(const MilliohmAddon&) = delete;
  MilliohmAddon& operator=(const MilliohmAddon&) = delete;

  // The chip that acknowledges a START with that address; null: none.
  I2cDevice* addressed(std::uint8_t address, bool reads, double now);

  Ads1115& converter() { return converter_; }
  Pcf8574& expander() { return expander_; }
  // What the multiplexers at AIN0 and AIN1 have on.
  unsigned channel(unsigned multiplexer) const;

  // What may be wrong with it.
  std::optional<unsigned> answers_left;                  // transfers that are still answered, then none; none: all are
  std::array<std::optional<unsigned>, 2> stuck;          // a multiplexer that stays on one channel
  bool swapped_commons = false;
  std::optional<std::pair<unsigned, unsigned>> swapped_taps;  // two channels on each other's point

 private:
  double seen(unsigned mux, double full_scale) const;
  double tap_volts(unsigned channel) const;

  std::map<unsigned, Point> points_;  // by channel
  Volts volts_;
  AddonParts parts_;
  Ads1115 converter_;
  Pcf8574 expander_;
};

}  // namespace buzzout
