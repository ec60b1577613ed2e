#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/point_set.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// What a jig's paths measure by nominal values where there is no resistance, and how much too much or too little they
// measure of one that is known. It belongs to one jig, one fixture and its sockets, and to nothing else.
struct Calibration {
  // A path between two points with nothing in it but contacts. A Kelvin jig's is the same from wherever: that of the
  // sense wire of `to`.
  struct Zero {
    Point from = 0;
    Point to = 0;
    double ohm = 0;            // by nominal values
    unsigned insertions = 1;   // of the plug that gave it, of which `ohm` is the mean
  };
  // What the jig was held against.
  struct Span {
    double factor = 1;  // true ohms / measured ohms
    double ohm = 0;
    double tolerance_percent = 0;
    std::string identity;  // of the resistor, as papers name it
  };

  std::uint32_t jig = 0;
  std::string board;
  std::string fixture;  // its name
  std::string content;  // hash of the fixture's canonical form
  OhmMethod method = OhmMethod::none;
  std::int64_t made = 0;  // seconds since 1970
  std::optional<double> celsius;  // of the chip
  double supply_volt = 5;
  std::vector<Zero> zeros;
  std::optional<Span> span;

  // The zero of a path, with its insertions; none if it was not taken.
  std::optional<Zero> zero(Point from, Point to) const;
  double factor() const { return span ? span->factor : 1; }
};

}  // namespace buzzout
