#pragma once

#include <optional>
#include <vector>

#include "ohms/calibration.hpp"
#include "ohms/paths.hpp"
#include "ohms/source_ratios.hpp"

namespace buzzout {

// The paths that show the zero between these points, which one plug, or a lead with a plug at each end, joins. On a Kelvin jig three
// to each point, so that one bad contact of the plug is told from a long sense wire; else each that can be measured.
std::vector<OhmPath> zero_paths(PointSet joined, OhmMethod, const Senses&);

// What is wrong with what was measured of zeros: the point of the contact that is bad, as far as that shows.
struct BadZero {
  enum class Kind {
    out_of_bounds,  // no plug with whole joints measures so
    one_contact,    // of the plug is worse than the others
    unsteady,       // two insertions differ by more than contacts do
    odd_resistor,   // the point's series resistor is far from the others
  };
  Kind kind;
  Point point;
  double ohm;  // the zero, how much worse, how much apart; of a resistor its ratio
};

// The zeros of repeated insertions of the same plug, by nominal values; each insertion has every path once. In the
// result only ohm, spread, insertions and the points are set: a Kelvin jig's one for each point.
struct ZeroInsertions {
  OhmMethod method = OhmMethod::none;
  std::vector<std::vector<PathOhms>> insertions;
  std::vector<SinkOhms> sinks = {};  // of a Kelvin jig, of all insertions

  std::optional<BadZero> fault() const;
  std::vector<Calibration::Zero> zeros() const;
};

}  // namespace buzzout
