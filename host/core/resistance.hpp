#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/contact.hpp"
#include "core/point_set.hpp"
#include "core/problem.hpp"

namespace buzzout {

// How a jig measures resistance: a digital board not at all.
enum class OhmMethod {
  none,
  half_kelvin,  // both contacts are driven through their resistors; a point beside one of them reads it
  kelvin,       // a driving pin and a sense pin at each contact
  milliohm,     // an add-on with a converter of sixteen bits and a multiplexer at the contacts
};
std::string_view to_string(OhmMethod);  // "none", "half-kelvin", "kelvin", "milliohm"

// The resistance between two points of the jig, as measured. `uncertainty` is U with k = 2: contacts, calibration, drift
// and converter included. Above what the method reaches `ohm` is infinite.
struct PathOhms {
  Point from = 0;
  Point to = 0;
  double ohm = 0;
  double uncertainty = 0;
  double of_zero = 0;  // what U is near no resistance: without the scale's part, which readings by one resistor share
};

// What was measured of a cable's resistances in one test.
struct OhmEvidence {
  OhmMethod method = OhmMethod::none;
  std::vector<PathOhms> paths;
  std::optional<Problem> problem = {};  // why a measurement that was begun cannot be trusted
  std::optional<Problem> left_out = {};  // why some of it was not begun
  std::optional<double> celsius = {};  // of the chip, if it can tell
  std::optional<Problem> calibration = {};  // why it was measured by nominal values: none there, too old, …
};

enum class ResistanceStatus {
  ok,         // within its limits, and U with it
  marginal,   // a limit lies inside U
  too_high,   // beyond, and U with it
  too_low,
  undecided,  // U is too large for the limit, and what was measured is not clearly beyond it
  unlimited,  // nothing limits it
};
std::string_view to_string(ResistanceStatus);  // "ok", "marginal", "too-high", "too-low", "undecided", "unlimited"

// The resistance of one path of a cable, held against its limits.
struct Resistance {
  std::string net;  // or the part's
  Contact from, to;
  double ohm = 0;
  double uncertainty = 0;  // k = 2
  std::optional<double> min, max;
  std::string basis;  // of the limits
  ResistanceStatus status = ResistanceStatus::unlimited;
  std::optional<double> golden = {};  // what a cable presumed good has there, if `max` lies around that
};

// Where `ohm` ± `uncertainty` lies between its limits. The one place that decides it. A limit is decided by a U of a third
// of it at most; one around a golden cable by a U with which that cable itself lies inside: the margin at most.
ResistanceStatus held_against(double ohm, double uncertainty, std::optional<double> min, std::optional<double> max,
                              std::optional<double> golden = {});

}  // namespace buzzout
