#pragma once

#include <iosfwd>

namespace buzzout {

// What half Kelvin is worth: Monte Carlo over boards, resistors, chips, temperatures and contacts, with the firmware's own
// measurement on the simulated converter. Prints, for each noise of the converter, bias, deviation and quantiles of the
// errors without contacts, and with contacts how often 2 Ω over golden are found and a good wire is flagged; then what
// measuring a 4.4 mm cable takes. `jigs`: how many are made for each noise.
void benchmark_half_kelvin(std::ostream&, unsigned jigs, unsigned readings);

}  // namespace buzzout
