#pragma once

#include <string>
#include <vector>

#include "drawing/figure.hpp"

namespace buzzout {

// Words above or below a figure: untrusted, broken into lines as the figure's width has it.
struct FigureWords {
  std::string text;
  double size = 12;
  bool bold = false;
  FigureLook look = FigureLook::ink;
  bool band = false;  // white on a band of that look, from edge to edge
};

// The figure on a ground of its own, with words above and below it. One that is narrower than words can be read in
// stands in the middle.
Figure framed(const Figure&, const std::vector<FigureWords>& above, const std::vector<FigureWords>& below);

}  // namespace buzzout
