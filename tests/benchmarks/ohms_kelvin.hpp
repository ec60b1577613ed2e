#pragma once

#include "benchmarks/ohm_figures.hpp"

namespace buzzout {

// A mega's Kelvin points: `jigs` of them, ten paths measured on each.
OhmFigures kelvin_figures(double noise_lsb, unsigned jigs);

}  // namespace buzzout
