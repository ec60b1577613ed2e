#include "simulation/addon/milliohm_addon.hpp"

namespace buzzout {
namespace {

// Input impedances by full scale: between the inputs, and from each to ground.
struct Impedance {
  double between, to_ground;
};

Impedance impedance_of(double full_scale) {
  if (full_scale > 5) return {22e6, 10e6};
  if (full_scale > 3) return {15e6, 6e6};
  if (full_scale > 1.5) return {4.9e6, 6e6};
  if (full_scale > 0.8) return {2.4e6, 3e6};
  return {710e3, 100e6};
}

}  // namespace

AddonParts AddonParts::of_seed(std::uint64_t seed) {
  SplitMix random(seed);
  AddonParts parts;
  parts.converter = Ads1115Traits::of_seed(seed + 1);
  for (auto& ohm : parts.tap_ohm) ohm *= 1 + random.either_way(0.01);
  for (auto& switches : parts.on_ohm) {
    const double typical = random.between(50, 100);
    for (auto& ohm : switches) ohm = typical + random.either_way(5);
  }
  return parts;
}

MilliohmAddon::MilliohmAddon(const std::map<Point, unsigned>& taps, Volts volts, const AddonParts& parts, std::uint64_t seed)
    : volts_(std::move(volts)),
      parts_(parts),
      converter_(parts.converter, seed, [this](unsigned mux, double full_scale) { return seen(mux, full_scale); }),
      expander_(parts.expander) {
  for (const auto& [point, channel] : taps) points_[channel] = point;
}

I2cDevice* MilliohmAddon::addressed(std::uint8_t address, bool reads, double now) {
  if (answers_left && *answers_left == 0) return nullptr;
  I2cDevice* chip = nullptr;
  if (converter_.begin(address, reads, now))
    chip = &converter_;
  else if (expander_.begin(address, reads, now))
    chip = &expander_;
  if (chip != nullptr && answers_left) --*answers_left;
  return chip;
}

unsigned MilliohmAddon::channel(unsigned multiplexer) const {
  if (const auto& s = stuck.at(multiplexer)) return *s;
  return multiplexer == 0 ? expander_.port() & 0xFU : expander_.port() >> 4U;
}

double MilliohmAddon::tap_volts(unsigned channel) const {
  if (swapped_taps && (channel == swapped_taps->first || channel == swapped_taps->second))
    channel = channel == swapped_taps->first ? swapped_taps->second : swapped_taps->first;
  const auto at = points_.find(channel);
  return at == points_.end() ? 0 : volts_(at->second);
}

double MilliohmAddon::seen(unsigned mux, double full_scale) const {
  const auto source = [&](unsigned input) {
    const unsigned multiplexer = swapped_commons ? 1 - input : input, c = channel(multiplexer);
    return std::pair{tap_volts(c), parts_.tap_ohm.at(c) + parts_.on_ohm.at(multiplexer).at(c)};
  };
  const Impedance z = impedance_of(full_scale);
  if (mux == 4 || mux == 5) {
    const auto [volt, ohm] = source(mux - 4);
    return volt / (1 + ohm / z.between + ohm / z.to_ground);
  }
  if (mux != 0) return 0;  // the other two inputs are at ground
  const auto [a, ra] = source(0);
  const auto [b, rb] = source(1);
  // Two nodes: (a − x)/ra = x/g + (x − y)/d and the same of y.
  const double own_x = 1 / ra + 1 / z.to_ground + 1 / z.between, own_y = 1 / rb + 1 / z.to_ground + 1 / z.between;
  const double both = 1 / z.between, det = own_x * own_y - both * both;
  return ((a / ra) * (own_y - both) - (b / rb) * (own_x - both)) / det;
}

}  // namespace buzzout
