#pragma once

#include <string>

#include "paper/shapes.hpp"

namespace buzzout {

enum class TextAlign { left, centre, right };
enum class TextPlace { top, middle, bottom };

enum class TextFit {
  wrap,      // at words, inside a word that is too long for the box; as many lines as it takes
  ellipsis,  // wrapped too, and cut with an ellipsis where the box ends; one line if it has no height. A PDF keeps
             // all of it to search and copy
  line,      // one line, as long as it takes
};

// How text is set. Line ends in the text begin new paragraphs.
struct TextStyle {
  std::string fonts = "DejaVu Sans, sans-serif";  // families, the first that exists counts
  double points = 9;
  bool bold = false, italic = false;
  TextAlign align = TextAlign::left;
  TextPlace place = TextPlace::top;
  TextFit fit = TextFit::wrap;
  double line_spacing = 1;  // of the font's own
  PaperColour colour;
};

}  // namespace buzzout
