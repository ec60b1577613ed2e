#pragma once

#include <map>
#include <vector>

#include "core/point_set.hpp"

namespace buzzout {

// What a low pin measures by the nominal value of the resistor that current came through (sink_ohms()). Of two sources the
// one with the larger resistor makes the same pin look smaller.
struct SinkOhms {
  Point from = 0;
  Point to = 0;
  double ohm = 0;
};

// How the series resistances of a Kelvin jig's driving pins compare: each by the geometric mean of all of them. Two sources are
// compared by each low pin that both drove into, and others by a chain of such; whoever is not in the largest chain is left
// out, and a single one says nothing. Least squares of the logarithms.
std::map<Point, double> source_ratios(const std::vector<SinkOhms>&);

}  // namespace buzzout
