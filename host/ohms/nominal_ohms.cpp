#include "ohms/nominal_ohms.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace buzzout {
namespace {

constexpr double kSeries = 470, kLow = 25, kHigh = 28, kPullUp = 35e3;
constexpr double kForced = kSeries + kHigh, kSunk = kSeries + kLow;
constexpr double kLeastCurrent = 1.0 / 100e3;  // of full scale over an ohm: no path
constexpr double kEndOfScale = 1022;
// How far the states of a resistance may lie apart: the converter's own errors, and a pull-up of 20 to 50 kΩ. What differs
// more is charged meanwhile, or comes and goes.
constexpr double kSteadyOhm = 0.8, kSteadyShare = 0.06;

bool pulls(char state) { return ((state - '0') & 1) != 0; }
bool exchanges(char state) { return ((state - '0') & 2) != 0; }

}  // namespace

std::optional<double> kelvin_ohms(const RawReading& r, double top) {
  double sum = 0, least = std::numeric_limits<double>::infinity(), most = -least;
  for (std::size_t s = 0; s < r.request.states.size(); ++s) {
    const double high = r.code(s, r.request.high), low = r.code(s, r.request.low);
    if (high > kEndOfScale || low > kEndOfScale) return {};
    const double siemens = 1 / kForced + (pulls(r.request.states[s]) ? 1 / kPullUp : 0);
    const double current = (top - high) * siemens;
    if (current < kLeastCurrent * top) return std::numeric_limits<double>::infinity();
    const double ohm = (high - low) / current;
    sum += ohm;
    least = std::min(least, ohm);
    most = std::max(most, ohm);
  }
  if (most - least > kSteadyOhm + kSteadyShare * std::abs(most)) return std::numeric_limits<double>::infinity();
  return sum / static_cast<double>(r.request.states.size());
}

std::optional<double> sink_ohms(const RawReading& r, double top) {
  double sum = 0;
  int states = 0;
  for (std::size_t s = 0; s < r.request.states.size(); ++s) {
    if (pulls(r.request.states[s])) continue;
    const double current = (top - r.code(s, r.request.high)) / kForced;
    if (current < kLeastCurrent * top) return {};
    sum += r.code(s, r.request.low) / current;
    ++states;
  }
  if (states == 0 || sum <= 0) return {};
  return sum / states;
}

std::optional<double> half_kelvin_ohms(const RawReading& r, Point sense) {
  double sum = 0;
  for (std::size_t s = 0; s < r.request.states.size(); ++s) {
    const double pin = r.code(s, sense) / kSteps;
    const double pulled = pulls(r.request.states[s]) ? (1 - pin) / kPullUp : 0;
    const double at = pin - kSeries * pulled;
    if (exchanges(r.request.states[s])) {
      const double current = (1 - at) / kForced + pulled;
      if (current < kLeastCurrent) return std::numeric_limits<double>::infinity();
      sum += at / current - kSunk;
    } else {
      const double current = at / kSunk - pulled;
      if (current < kLeastCurrent) return std::numeric_limits<double>::infinity();
      sum += (1 - at) / current - kForced;
    }
  }
  return sum / static_cast<double>(r.request.states.size());
}

std::optional<double> supply_steps(const ChipReading& bandgap) {
  if (bandgap.readings == 0) return {};
  const double steps = bandgap.sum / static_cast<double>(bandgap.readings) + 0.5;
  const double top = kSteps * kSteps / steps;  // the supply, where the bandgap is kSteps
  const double ratio = top / kSteps;
  if (!(ratio >= 4.4 / 1.2 && ratio <= 5.5 / 1.0)) return {};
  return top;
}

std::optional<double> chip_celsius(const ChipReading& r) {
  constexpr double kBandgapVolt = 1.1, kThermometerVolt = 0.314, kThermometerCelsius = 25, kVoltPerKelvin = 0.001;
  constexpr double kColdest = -40, kHottest = 125, kThousandth = 1e-3;
  if (r.readings == 0) return {};
  const double volt = kBandgapVolt * r.sum / r.readings / kSteps;
  const double celsius = (volt - kThermometerVolt) / kVoltPerKelvin + kThermometerCelsius;
  if (!(celsius > kColdest && celsius < kHottest)) return {};
  return std::round(celsius / kThousandth) * kThousandth;
}

}  // namespace buzzout
