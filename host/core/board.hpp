#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/point_set.hpp"

namespace buzzout {

// What the host must know about a kind of jig board without asking it. The pin names come from the
// firmware's own pin map (firmware/src/boards/<board>/pin_map.h).
struct Board {
  std::string_view name;       // "uno"
  std::string_view title;      // "Arduino Uno R3"
  std::string_view mcu;        // avrdude's part name, "m328p"
  std::string_view programmer;  // avrdude's programmer, "arduino"
  unsigned upload_baud;
  unsigned points;
  bool kelvin;  // each point has a force pin (through 470 Ω) and a sense pin

  // The board pin that drives a point ("D2", "A0"); on a Kelvin board the force pin.
  std::string pin(Point) const;
  // The sense pin of a point on a Kelvin board; empty otherwise.
  std::string sense_pin(Point) const;
};

std::span<const Board> boards();
const Board* find_board(std::string_view name);

}  // namespace buzzout
