#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "drawing/wiring_rows.hpp"

namespace buzzout {

// A vertical part of a wire, with the rows in which the wire goes on to its left and to its right.
struct Trunk {
  std::size_t wire = 0;
  std::vector<int> left_rows, right_rows;
  int top = 0, bottom = 0;  // rows
  int column = 0;           // from 0, counted over the columns in use

  bool operator==(const Trunk&) const = default;
};

struct Routes {
  WiringRows rows;
  std::vector<Trunk> trunks;  // a wire has none (straight, or a stub), one, or two and a track
  int columns = 0;
  bool tangled = false;  // no order of trunks keeps all rules: there is no drawing
};

// Channel routing: one trunk a wire, placed so that no two wires overlap. Where two wires share a
// row, the one that comes from the left turns off first; a circle of such rules is broken by giving
// a wire two trunks and a row of its own between them (a "dogleg": Deutsch, "A dogleg channel
// router", 1976). `rows` are the given ones with the rows that this needed.
Routes route(WiringRows rows, std::size_t wires);

}  // namespace buzzout
