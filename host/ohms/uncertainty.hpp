#pragma once

#include <optional>

#include "ohms/calibration.hpp"

namespace buzzout {

// U of a measured resistance, k = 2: the root of the sum of the squares of what the converter, the contacts of the cable,
// those of the calibration's plug and drift since then put in (GUM, JCGM 100:2008, 5.1.2 and 6.2.1). The figures are of
// docs/resistance.md, whose table a benchmark writes.
//   calibration  null: that of nominal values is assumed; and so where it has no zero of the path, no span, or stale ones
//   celsius      the chip's temperature now, where its board can tell. 4 K off is assumed where the zero has none, and where the two
//                are closer: a thermometer may only widen U. Where the zero has one and there is none now, the zero is not believed.
double uncertainty_of(OhmMethod, double ohm, const Calibration* calibration, Point from, Point to, std::optional<double> celsius);

// How far apart the readings of one and the same resistance may lie while it is watched, of some hundreds: six standard
// uncertainties of what differs from one to the next, the converter and the contacts, and 3 % of scale.
double repeats_within(OhmMethod, double ohm);

}  // namespace buzzout
