#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace buzzout {

// How well one kind of jig measures, at one noise of its converter: over many jigs, each calibrated and then used at another
// temperature. Errors in ohms, without contacts; found and flagged falsely with contacts that repeat within 25 mΩ.
struct OhmFigures {
  std::string jig;        // "mega, Kelvin"
  double noise_lsb = 0;
  double ohm = 0;         // what was measured
  double bias = 0, sigma = 0, within_95 = 0, within_99_9 = 0;
  double more = 0;        // ohms over golden that are to be found
  double found = 0;       // 0 to 1
  unsigned clean_runs = 0, false_flags = 0;
  double worst_of_range = 0;  // the largest error between 32 and 600 Ω after span calibration, 0.02 is 2 %
};

// The error that a share of the errors does not exceed.
double quantile(std::vector<double> errors, double share);

// Fills in bias, sigma and the quantiles.
void describe(OhmFigures&, const std::vector<double>& errors);

}  // namespace buzzout
