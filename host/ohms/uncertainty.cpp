#include "ohms/uncertainty.hpp"

#include <algorithm>
#include <cmath>

namespace buzzout {
namespace {

constexpr double kContact = 0.025 / 1.7320508;  // one contact repeats within ±25 mΩ, evenly spread
constexpr double kAssumedKelvin = 4;

// Standard uncertainties of one method: of one measurement of a small resistance, of a path's zero by nominal values, in
// ohms; of the scale, calibrated and not; and the drift of the zero for each kelvin and at any time.
struct Budget {
  double converter, nominal_zero, scale, nominal_scale, drift_per_kelvin, drift;
};

constexpr Budget budget_of(OhmMethod m) {
  switch (m) {
    case OhmMethod::kelvin: return {0.030, 0.020, 0.008, 0.015, 0, 0.010 / 1.7320508};
    case OhmMethod::half_kelvin: return {0.30, 6.0, 0.008, 0.012, 0.09, 0};
    case OhmMethod::milliohm: return {0.0016, 0.030, 0.006, 0.010, 0, 0};
    case OhmMethod::none: break;
  }
  return {INFINITY, INFINITY, 1, 1, 0, 0};
}

}  // namespace

double uncertainty_of(OhmMethod method, double ohm, const Calibration* calibration, unsigned insertions,
                      std::optional<double> celsius) {
  const Budget b = budget_of(method);
  const double contacts = kContact * std::sqrt(2.0);
  double variance = b.converter * b.converter + contacts * contacts + b.drift * b.drift;
  if (calibration != nullptr && insertions > 0) {
    variance += (b.converter * b.converter + contacts * contacts) / insertions;
    const double apart = celsius && calibration->celsius ? std::abs(*celsius - *calibration->celsius) : kAssumedKelvin;
    variance += std::pow(b.drift_per_kelvin * std::max(apart, 1.0), 2);
  } else {
    variance += b.nominal_zero * b.nominal_zero;
  }
  const bool spanned = calibration != nullptr && calibration->span;
  const double scale = std::abs(ohm) * (spanned ? b.scale + calibration->span->tolerance_percent / 100 / 1.7320508 : b.nominal_scale);
  return 2 * std::sqrt(variance + scale * scale);
}

}  // namespace buzzout
