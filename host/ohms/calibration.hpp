#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/point_set.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// What a jig's paths measure by nominal values where there is no resistance, and how much too much or too little they
// measure of one that is known. It belongs to one jig, one fixture and its sockets, and to nothing else.
struct Calibration {
  // A path between two points with nothing in it but contacts. A Kelvin jig's is the same from wherever: that of the
  // sense wire of `to`, and of the plug that joins it to the others.
  struct Zero {
    std::string socket;  // that held the plug of `to`
    std::string far;     // and of `from`
    Point from = 0;
    Point to = 0;
    double ohm = 0;           // by nominal values
    double spread = 0;        // between the largest and the smallest of its insertions, in ohms
    unsigned insertions = 1;  // of the plug that gave it, of which `ohm` is the mean
    std::int64_t made = 0;    // seconds since 1970
    std::optional<double> celsius = {};  // of the chip
    std::optional<double> supply_volt = {};
    bool stale = false;  // too old to be believed; not kept
  };
  // One by its points, without sockets and date.
  static Zero between(Point from, Point to, double ohm, unsigned insertions) {
    Zero out;
    out.from = from;
    out.to = to;
    out.ohm = ohm;
    out.insertions = insertions;
    return out;
  }
  // The series resistance of a Kelvin jig's driving pin, by the mean of those of one socket.
  struct Source {
    std::string socket;
    Point point = 0;
    double ratio = 1;
    std::int64_t made = 0;
    bool stale = false;
  };
  // What the jig was held against.
  struct Span {
    double factor = 1;  // true ohms / measured ohms
    std::optional<Point> from = {};  // the point whose current went through it; none: of an older file
    double ohm = 0;
    double tolerance_percent = 0;
    std::string identity;  // of the resistor, as papers name it
    std::int64_t made = 0;
    bool stale = false;
  };

  std::string jig;  // its number; of a simulated one "sim:" and its defects
  std::string board;
  std::string fixture;  // its name
  std::string content;  // hash of the fixture's canonical form
  OhmMethod method = OhmMethod::none;
  std::vector<Zero> zeros;
  std::vector<Source> sources;
  std::optional<Span> span;

  // The zero of a path; none if it was not taken. Of several sockets on the same points that of the first: see in_sockets().
  const Zero* zero(Point from, Point to) const;
  // By what a value of a path from there is multiplied. `carried`: the span is that of this very source, or was carried over
  // to it by the ratio of two resistors.
  struct Scale {
    double factor = 1;
    bool carried = false;
  };
  Scale scale(Point from) const;

  // Without the zeros of other sockets.
  Calibration in_sockets(const std::set<std::string>&) const;
  // With what is older than so many days, or of the future, marked as stale.
  Calibration aged(std::int64_t now, int days) const;
  // In place of what is known of these sockets, and of the paths between them, this.
  void replace(const std::set<std::string>& sockets, const std::vector<Zero>&, const std::vector<Source>&);
};

// What a zero and a span can be; whatever else a file or a measurement says is a mistake. In ohms, but for the factor.
struct CalibrationBounds {
  double least_zero, most_zero;
  double most_spread;  // between insertions: contacts that repeat within 25 mΩ each, and the converter
};
CalibrationBounds calibration_bounds(OhmMethod);
inline constexpr double kLeastFactor = 0.95, kMostFactor = 1.05;  // of a source's ratio as well: two resistors of 1 %, and pins
inline constexpr double kLeastSpanOhm = 30, kMostSpanOhm = 600;  // where a resistor says something about the scale
inline constexpr double kLeastTolerance = 0.001, kMostTolerance = 2;  // percent
inline constexpr int kMostInsertions = 20;

}  // namespace buzzout
