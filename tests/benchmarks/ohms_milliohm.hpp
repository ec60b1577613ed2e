#pragma once

#include "benchmarks/ohm_figures.hpp"

namespace buzzout {

// An uno with the milliohm add-on: `jigs` of them, ten paths measured on each. The noise is that of the add-on's own
// converter; the jig's is not used.
OhmFigures milliohm_figures(unsigned jigs);

}  // namespace buzzout
