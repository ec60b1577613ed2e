#pragma once

#include <optional>
#include <vector>

#include "core/point_set.hpp"
#include "simulation/schematic.hpp"

namespace buzzout {

// Something with a voltage of its own between the terminals of two points, or between one and the jig's ground: a source, or a
// capacitor that comes charged.
struct LivePart {
  Point plus;
  std::optional<Point> minus;  // none: ground
  double volt;
  std::optional<double> farad;  // none: a source
  double ohm = 0.1;             // in series

  void add_to(Schematic& s, const std::vector<Schematic::Node>& terminals) const {
    const auto from = terminals.at(plus), to = minus ? terminals.at(*minus) : Schematic::ground;
    if (!farad) {
      s.add_branch(from, to, {{ohm, volt}});
      return;
    }
    const auto plate = s.add_node(s.volts[to] + volt);
    s.add_resistor(from, plate, ohm);
    s.capacitors.push_back({plate, to, *farad});
  }
};

}  // namespace buzzout
