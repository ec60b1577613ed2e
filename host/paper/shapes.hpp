#pragma once

#include <cstdint>
#include <vector>

namespace buzzout {

// Places and sizes on paper: millimetres, from the page's left upper corner to the right and down.
struct PaperPoint {
  double x = 0, y = 0;
};

struct PaperSize {
  double width = 0, height = 0;
};

struct PaperBox {
  double x = 0, y = 0, width = 0, height = 0;
};

inline constexpr PaperSize kA4{210, 297};

// sRGB, 0xRRGGBB.
struct PaperColour {
  std::uint32_t rgb = 0;
};

// Ends and corners are round.
struct Pen {
  double width = 0.25;  // mm
  PaperColour colour;
  std::vector<double> dashes;  // mm on, mm off, …; empty: a solid line
};

}  // namespace buzzout
