#pragma once

#include <optional>
#include <vector>

#include "drawing/wiring_art.hpp"
#include "drawing/wiring_routes.hpp"

namespace buzzout {

// The columns of a drawing. From the left: the left boxes, a zone where left pins' wires carry
// their labels, the channel of the trunks, the same zone for the right pins, the right boxes.
struct Plan {
  int left_border = 0, left_pin = 0;  // a box's outer wall and the wall with the pins
  int right_pin = 0, right_border = 0;
  int left_name = 0, right_name = 0;    // widths of the widest contact names shown
  int left_label = 0, right_label = 0;  // widths of the widest labels shown, 0 without any
  int left_ohms = 0, right_ohms = 0;    // of the resistances behind them
  int left_note = 0, right_note = 0;    // and of what is said behind these
  std::vector<int> trunks;              // by Trunk::column

  static constexpr int lead = 2;  // line cells between a pin and its label

  static int room(int label) { return lead + (label > 0 ? label + 2 : 0); }
  // Ohms stand between two cells of line, or of a box, and two spaces.
  static int zone(int label, int ohms, int note) { return room(label) + (ohms > 0 ? ohms + 5 : 0) + note + 1; }
  int left_zone() const { return zone(left_label, left_ohms, left_note); }
  int right_zone() const { return zone(right_label, right_ohms, right_note); }
  int left_zone_end() const { return left_pin + left_zone(); }
  int right_zone_begin() const { return right_pin - right_zone(); }
  int trunk(const Trunk& trunk) const { return trunks[static_cast<std::size_t>(trunk.column)]; }
  int pin(Side side) const { return side == Side::left ? left_pin : right_pin; }
};

// Nothing if the routes do not fit into the theme's width.
std::optional<Plan> plan_columns(const WiringPicture&, const Routes&, const std::vector<WireArt>&,
                                 const Theme&);

// Phone plugs (tip, rings, sleeve, in this order) have their shape in the box.
bool shows_plug(const PictureEnd&, const Theme&);

// A wire carries its label once: where it leaves the left side, or else the right.
bool is_labelled_at(Side, const Routes&, std::size_t wire);

}  // namespace buzzout
