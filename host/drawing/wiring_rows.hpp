#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "drawing/wiring_picture.hpp"

namespace buzzout {

enum class Side { left, right };

// What one side of a picture shows in one row of characters.
struct SideRow {
  enum class Kind { outside, heading, top, inside, contact, bottom };
  Kind kind = Kind::outside;
  std::size_t end = 0;      // as ContactRef counts; means nothing outside
  std::size_t contact = 0;  // of a contact row; a contact in k wires takes k rows, one a wire
  std::size_t place = 0;    // of k, from 0
  std::size_t places = 1;
  std::optional<std::size_t> wire;
};

// A picture's rows from the top: what stands at the left and the right, and which wire, if any,
// runs along the row in the middle, between its own two vertical parts.
struct WiringRow {
  SideRow left, right;
  std::optional<std::size_t> track;

  const SideRow& at(Side side) const { return side == Side::left ? left : right; }
};

using WiringRows = std::vector<WiringRow>;

// Puts the ends of both sides beside each other, in their order, so that as many wires as possible
// run straight: boxes are stretched where that pays.
WiringRows lay_rows(const WiringPicture&);

// The rows in which a wire leaves a side.
std::vector<int> rows_of(const WiringRows&, Side, std::size_t wire);

// Finds a free row for the wire's middle part, best between `from` and `to`, or inserts one.
void add_track(WiringRows&, std::size_t wire, int from, int to);

}  // namespace buzzout
