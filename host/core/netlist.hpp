#pragma once

#include <vector>

#include "core/point_set.hpp"
#include "core/scan.hpp"

namespace buzzout {

// Current flows from the points of `from` to those of `to` and not back: a diode or a back-powered
// input, never a wire.
struct OneWay {
  PointSet from = 0;
  PointSet to = 0;
  bool operator==(const OneWay&) const = default;
};

// What a directed matrix says: the wires it could be, and what no wires could do.
struct Netlist {
  // Every point in exactly one net, ordered by lowest point: the closure of links seen in both
  // directions.
  std::vector<PointSet> nets;
  // Links seen in one direction only, gathered by net.
  std::vector<OneWay> one_ways;
  // Nets with a pair that is not linked directly: a link near the threshold of "connected".
  std::vector<PointSet> ragged;
  // Points that did not read low while driven low: the jig's pin is dead.
  PointSet dead = 0;
  // Points with a link of one of the profile's diodes, which without_diodes() took out: their plugs are in.
  PointSet at_diodes = 0;

  PointSet net_of(Point) const;
  // Points in a net of two or more.
  PointSet linked() const;
  // The closure of all links, one-way ones included.
  std::vector<PointSet> loose_nets() const;
};

Netlist netlist_of(const ScanMatrix&);

}  // namespace buzzout
