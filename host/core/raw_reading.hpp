#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/point_set.hpp"

namespace buzzout {

// What MEASure:RAW? is asked: which point is driven high and which low, which points are read, how often, against what,
// and at which operating points. See firmware/src/core/ohmmeter.h, which says what the states are.
struct RawRequest {
  bool against_supply = false;  // the converter's full scale: the supply, else the chip's bandgap
  unsigned readings = 16;
  Point high = 0, low = 0;
  PointSet points = 0;
  std::string states = "0123";
};

// One reply to it. The two-sided check is as in Scan; if it was not clean nothing was driven.
struct RawReading {
  RawRequest request;
  std::uint32_t boot = 0;
  std::uint32_t count = 0;
  PointSet held_high = 0;
  PointSet held_low = 0;
  unsigned states_done = 0;                  // fewer than were asked for: a contact was charged or powered from outside
  std::vector<std::vector<unsigned>> sums;   // by state, then by point in rising order

  bool clean() const { return held_high == 0 && held_low == 0; }
  bool whole() const { return clean() && states_done == request.states.size(); }
  // The mean code of a point in a state, in steps of 1/1024 of full scale: half a step more than the mean of the codes,
  // for a code tells the step below the voltage.
  double code(std::size_t state, Point) const;
};

// A sum of conversions of something inside the chip.
struct ChipReading {
  std::uint32_t boot = 0;
  std::uint32_t count = 0;
  unsigned readings = 0;
  unsigned sum = 0;
};

}  // namespace buzzout
