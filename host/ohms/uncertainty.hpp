#pragma once

#include <optional>

#include "ohms/calibration.hpp"

namespace buzzout {

// U of a measured resistance, k = 2: the root of the sum of the squares of what the converter, the contacts of the cable,
// those of the calibration's plug and drift since then put in (GUM, JCGM 100:2008, 5.1.2 and 6.2.1). The figures are of
// docs/resistance.md, whose table a benchmark writes.
//   zero      of the path; null, or stale: that of nominal values is assumed
//   span      of the calibration; null, or stale: the scale of nominal values is assumed
//   celsius   the chip's temperature now; none: not known, 4 K off is assumed
double uncertainty_of(OhmMethod, double ohm, const Calibration::Zero* zero, const Calibration::Span* span,
                      std::optional<double> celsius);

}  // namespace buzzout
