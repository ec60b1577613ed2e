#pragma once

#include <cstdint>
#include <vector>

#include "paper/page.hpp"

namespace buzzout {

// Dots that are black or not, as a thermal printer takes them: rows from above, eight dots a byte, the left one its
// highest bit.
struct Bitmap {
  int width = 0, height = 0;
  std::vector<std::vector<std::uint8_t>> rows;

  bool black(int x, int y) const {
    return (rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x / 8)] >> (7 - x % 8) & 1) != 0;
  }
};

// What is darker than middle grey is black. Throws as to_png().
Bitmap to_bitmap(const Page&, double dpi);

}  // namespace buzzout
