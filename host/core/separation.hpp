#pragma once

#include <cmath>

namespace buzzout {

// How far the channels of single-ended headphones stay apart, in dB, when both drivers return through one
// conductor of `return_ohm`: the voltage across it, which both hear, against the signal. An estimate from
// resistances alone; below about 25 dB the stage is audibly narrowed.
inline double separation_db(double driver_ohm, double return_ohm) {
  return 20 * std::log10((driver_ohm + 2 * return_ohm) / return_ohm);
}

inline constexpr double kUsualDriverOhm = 32;

}  // namespace buzzout
