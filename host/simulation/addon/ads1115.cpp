#include "simulation/addon/ads1115.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace buzzout {
namespace {

constexpr double kWakeUp = 25e-6;
constexpr double kSteps = 32768;
constexpr double kLeastNoise = 0.4;  // steps
constexpr std::array<double, 6> kFullScales{6.144, 4.096, 2.048, 1.024, 0.512, 0.256};
constexpr std::array<double, 8> kRates{8, 16, 32, 64, 128, 250, 475, 860};
constexpr unsigned kStart = 0x8000, kSingleShot = 0x0100;

unsigned range_of(unsigned pga) { return std::min(pga, 5U); }

}  // namespace

Ads1115Traits Ads1115Traits::of_seed(std::uint64_t seed) {
  SplitMix random(seed);
  Ads1115Traits t;
  t.rate_factor = random.between(0.9, 1.1);
  t.noise_volt = random.between(4e-6, 7e-6);
  t.offset_volt = random.either_way(187e-6);
  t.gain_error = random.either_way(1.5e-3);
  for (auto& e : t.range_error) e = random.either_way(0.5e-3);
  return t;
}

Ads1115::Ads1115(const Ads1115Traits& traits, std::uint64_t seed, Inputs inputs)
    : traits_(traits), random_(seed), inputs_(std::move(inputs)) {}

double Ads1115::full_scale(unsigned pga) { return kFullScales.at(range_of(pga)); }

double Ads1115::input() const {
  const unsigned pga = stuck_range.value_or(config_ >> 9U & 7U);
  return inputs_(config_ >> 12U & 7U, full_scale(pga));
}

// The end of a conversion is looked at when it is asked about: until then nothing was switched, or it shows.
void Ads1115::finish(double now) {
  if (!start_ || converting(now)) return;
  start_.reset();
  const double volts = (at_start_ + input()) / 2;
  const unsigned range = range_of(stuck_range.value_or(config_ >> 9U & 7U));
  const double step = kFullScales.at(range) / kSteps;
  const double u = 1 - random_.from_0_to_1(), angle = 2 * std::numbers::pi * random_.from_0_to_1();
  const double noise = std::sqrt(-2 * std::log(u)) * std::cos(angle) * std::max(traits_.noise_volt, kLeastNoise * step);
  const double seen = (volts + traits_.offset_volt + noise) * (1 + traits_.gain_error + traits_.range_error.at(range)) / reference_factor;
  if (!frozen) conversion_ = static_cast<std::uint16_t>(std::clamp(std::lround(seen / step), -32768L, 32767L));
}

void Ads1115::configure(std::uint16_t config, double now) {
  finish(now);
  const bool busy = start_.has_value();
  config_ = config;
  if (busy || (config & kStart) == 0 || (config & kSingleShot) == 0) return;
  duration_ = kWakeUp + 1 / (kRates.at(config >> 5U & 7U) * traits_.rate_factor);
  start_ = now;
  at_start_ = input();
}

std::uint16_t Ads1115::value(double now) {
  switch (pointer_) {
    case 0:
      if (start_) ++early_readings_;
      return conversion_;
    case 1:
      return static_cast<std::uint16_t>((config_ & ~kStart) | (converting(now) ? 0 : kStart));
    default:
      return thresholds_.at(pointer_ - 2);
  }
}

bool Ads1115::begin(std::uint8_t address, bool reads, double now) {
  if (address != traits_.address) return false;
  finish(now);
  position_ = 0;
  if (reads) shown_ = value(now);
  return true;
}

bool Ads1115::take(std::uint8_t byte, double now) {
  finish(now);
  switch (position_++) {
    case 0:
      pointer_ = byte & 3U;
      break;
    case 1:
      high_byte_ = byte;
      break;
    case 2: {
      const auto word = static_cast<std::uint16_t>(high_byte_ << 8U | byte);
      if (pointer_ == 1) configure(word, now);
      if (pointer_ > 1) thresholds_.at(pointer_ - 2) = word;
      break;
    }
    default:
      break;
  }
  return true;
}

std::uint8_t Ads1115::give(double) {
  return static_cast<std::uint8_t>(position_++ % 2 == 0 ? shown_ >> 8U : shown_ & 0xFFU);
}

}  // namespace buzzout
