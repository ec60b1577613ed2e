#include "ohms/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace buzzout {
namespace {

constexpr double kContact = 0.025 / 1.7320508;  // one contact repeats within ±25 mΩ, evenly spread
constexpr double kAssumedKelvin = 4 / 1.7320508;  // within ±4 K, evenly spread

// Standard uncertainties of one method: of one measurement of a small resistance, of a path's zero by nominal values, in
// ohms; of the scale, calibrated with the same resistor, with another one, and not at all; the drift of the zero for each
// kelvin and at any time; and what no number of insertions takes from a zero: a quiet converter errs by the same each time.
struct Budget {
  double converter, nominal_zero, carried_scale, scale, nominal_scale, drift_per_kelvin, drift, zero_bias;
};

// A Kelvin path's nominal zero leaves the sense wire's 50 to 100 mΩ in the value, and half Kelvin two resistors of
// 1 %; one of them is its scale, so that a span taken at another contact says little.
constexpr Budget budget_of(OhmMethod m) {
  switch (m) {
    case OhmMethod::kelvin: return {0.030, 0.080, 0.004, 0.008, 0.015, 0, 0.010 / 1.7320508, 0};
    case OhmMethod::half_kelvin: return {0.22, 4.0, 0.009, 0.009, 0.011, 0.045, 0, 0.20};
    case OhmMethod::milliohm: return {0.0016, 0.030, 0.006, 0.006, 0.010, 0, 0, 0};
    case OhmMethod::none: break;
  }
  return {INFINITY, INFINITY, 1, 1, 1, 0, 0, 0};
}

// What the converter's errors, a step at most, come to in a large resistance, whose share of the voltage hardly changes any more;
// above what the add-on reaches, its value goes by the supply, 4.4 to 5.5 V.
double of_large(OhmMethod m, double ohm) {
  constexpr double kStep = 0.72 / 1024, kSource = 498, kBoth = 993, kMilliohmReach = 650, kSupply = 0.08;
  switch (m) {
    case OhmMethod::kelvin: return kStep * (ohm * ohm + 2 * ohm * kSource) / kSource;
    case OhmMethod::half_kelvin: return kStep / std::numbers::sqrt2 * (ohm * ohm + 2 * ohm * kBoth) / (kBoth - kSource);
    case OhmMethod::milliohm: return ohm > kMilliohmReach ? kSupply * (ohm + kBoth) : 0;
    case OhmMethod::none: break;
  }
  return 0;
}

}  // namespace

double uncertainty_of(OhmMethod method, double ohm, const Calibration* calibration, Point from, Point to, std::optional<double> celsius) {
  const Calibration::Zero* zero = calibration != nullptr ? calibration->zero(from, to) : nullptr;
  const Budget b = budget_of(method);
  const double contacts = kContact * std::sqrt(2.0);
  double variance = b.converter * b.converter + contacts * contacts + b.drift * b.drift;
  const bool thermometer_died = zero != nullptr && zero->celsius && !celsius && b.drift_per_kelvin > 0;
  if (zero != nullptr && !zero->stale && zero->insertions > 0 && !thermometer_died) {
    variance += (b.converter * b.converter + contacts * contacts) / zero->insertions + b.zero_bias * b.zero_bias;
    const double apart = celsius && zero->celsius ? std::abs(*celsius - *zero->celsius) : 0;
    variance += std::pow(b.drift_per_kelvin * std::max(apart, kAssumedKelvin), 2);
  } else {
    variance += b.nominal_zero * b.nominal_zero;
  }
  double relative = b.nominal_scale;
  if (calibration != nullptr && calibration->span && !calibration->span->stale)
    relative = (calibration->scale(from).carried ? b.carried_scale : b.scale) + calibration->span->tolerance_percent / 100 / 1.7320508;
  const double scale = std::abs(ohm) * relative;
  const double large = std::isfinite(ohm) ? of_large(method, std::abs(ohm)) : 0;
  return 2 * std::sqrt(variance + scale * scale + large * large);
}

double repeats_within(OhmMethod method, double ohm) {
  constexpr double kDeviations = 6, kScale = 0.03;
  const double converter = budget_of(method).converter, contacts = kContact * std::sqrt(2.0);
  return kDeviations * std::hypot(converter, contacts) + kScale * (std::isfinite(ohm) ? std::abs(ohm) : 0);
}

}  // namespace buzzout
