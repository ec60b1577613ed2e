#pragma once

#include "benchmarks/ohm_figures.hpp"

namespace buzzout {

// An Uno with sense wires: `jigs` of them, each with resistors, a chip and a converter of its own, one path measured on each.
OhmFigures half_kelvin_figures(double noise_lsb, unsigned jigs);

}  // namespace buzzout
