#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drawing/canvas.hpp"
#include "drawing/wiring_picture.hpp"
#include "drawing/wiring_routes.hpp"

namespace buzzout {

// How a wire looks: its line, and the words on it ("L+", "L+ ✗ open", "short").
struct WireArt {
  Thread thread;
  std::string label;  // printable, in the theme's characters
  std::size_t colour;
  std::string ohms = {};  // "0.10 Ω"; so too
  std::string note = {};  // behind them: " near limit"
  bool boxed = false;     // the ohms stand in the box of a resistor
  Ink ohms_ink = Ink::dim;
};

// Label and ohms in one, where they stand in a list: "L+ 0.10 Ω".
std::string label_with_ohms(const WireArt&);

// A net's colour is its place among them. Where there are more nets than colours and their names begin alike ("1-hot",
// "1-cold"), each such group has one.
std::map<std::string, std::size_t> net_colours(const WiringPicture&);

std::vector<WireArt> art_of_wires(const WiringPicture&, const Theme&);

// Untrusted text in the theme's characters.
std::string themed(std::string_view, const Theme&);

// The sign beside a contact: "✗" for a fault, "?" where its state is unsure, else empty.
std::string_view mark(const WiringPicture&, const ContactRef&, const Theme&);

// Paints the routes into `theme.width` columns; nothing if they do not fit.
std::optional<std::vector<Line>> paint(const WiringPicture&, const Routes&, const Theme&);

}  // namespace buzzout
