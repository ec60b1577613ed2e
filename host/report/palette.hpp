#pragma once

#include <cstdint>
#include <string>

#include "drawing/figure.hpp"

namespace buzzout {

// sRGB, 0xRRGGBB: on a light screen, on a dark one, on paper. Those of nets lie apart for people who
// see two of the three primary colours too, and away from what is faint or faulty; hues after Okabe and Ito, "Color
// Universal Design" (2008).
struct LookColours {
  std::uint32_t light = 0, dark = 0, print = 0;
};
LookColours colours_of(FigureLook);

// A line of a style sheet for each look, "{look}" in it exchanged for its word, "{colour}" for "#rrggbb".
std::string for_each_look(const std::string& line, std::uint32_t LookColours::*medium);

}  // namespace buzzout
