#pragma once

#include <optional>

#include "ohms/calibration.hpp"

namespace buzzout {

// U of a measured resistance, k = 2: the root of the sum of the squares of what the converter, the contacts of the cable,
// those of the calibration's plug and drift since then put in (GUM, JCGM 100:2008, 5.1.2 and 6.2.1). The figures are of
// docs/resistance.md, whose table a benchmark writes.
//   calibration  null: that of nominal values is assumed; and so where it has no zero of the path, no span, or stale ones
//   celsius      the chip's temperature now; none: not known, 4 K off is assumed
double uncertainty_of(OhmMethod, double ohm, const Calibration* calibration, Point from, Point to, std::optional<double> celsius);

}  // namespace buzzout
