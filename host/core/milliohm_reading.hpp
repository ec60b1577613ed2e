#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/point_set.hpp"

namespace buzzout {

// What MEASure:RAW:MILLiohm? is asked: two points, the add-on's channels that are on them, and the steps.
// firmware/src/core/milliohm.h says what the steps are.
struct MilliohmRequest {
  Point first = 0, second = 0;
  unsigned first_channel = 0, second_channel = 0;
  std::string steps;
};

// One reply to it. The two-sided check is as in Scan; if it was not clean nothing was driven.
struct MilliohmReading {
  MilliohmRequest request;
  std::uint32_t boot = 0;
  std::uint32_t count = 0;
  PointSet held_high = 0;
  PointSet held_low = 0;
  std::vector<int> codes;  // of the conversions, in the order of the steps; fewer than were asked for: the add-on stopped answering

  bool clean() const { return held_high == 0 && held_low == 0; }
};

}  // namespace buzzout
