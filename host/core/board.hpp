#pragma once

#include <span>
#include <string>
#include <string_view>

#include "boards/pin_ref.h"
#include "core/point_set.hpp"

namespace buzzout {

// A part of a jig beside its test points; none is needed to test a cable.
struct BoardPart {
  std::string_view what;  // "button, to GND"
  PinRef pin;
};

// What the host must know about a kind of jig board without asking it. The pin names come from the
// firmware's own pin map (firmware/src/boards/<board>/pin_map.h).
struct Board {
  std::string_view name;       // "uno"
  std::string_view title;      // "Arduino Uno R3"
  std::string_view mcu;        // avrdude's part name, "m328p"
  std::string_view programmer;  // avrdude's programmer, "arduino"
  unsigned upload_baud;
  std::span<const PinRef> drive_pins;  // by point, each through 470 Ω; on a Kelvin board the force pins
  std::span<const PinRef> sense_pins;  // by point; none on a digital board
  std::span<const BoardPart> parts;
  unsigned points = static_cast<unsigned>(drive_pins.size());
  bool kelvin = !sense_pins.empty();  // each point has a force pin and a sense pin
  PointSet readers = {};  // half Kelvin: the points that can read the contact of another one, and then do nothing else

  // The board pin that drives a point ("D2", "A0"); on a Kelvin board the force pin.
  std::string pin(Point) const;
  // The sense pin of a point on a Kelvin board; empty otherwise.
  std::string sense_pin(Point) const;
};

std::span<const Board> boards();
const Board* find_board(std::string_view name);

}  // namespace buzzout
