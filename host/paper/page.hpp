#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "paper/text_style.hpp"

namespace buzzout {

struct PrintedText {
  PaperBox box;
  std::string text;
  TextStyle style;
};

// Through points; or around an area, with what fills it.
struct PrintedLine {
  std::vector<PaperPoint> points;
  bool closed = false;
  std::optional<Pen> pen;
  std::optional<PaperColour> fill;
};

struct PrintedBox {
  PaperBox box;
  double radius = 0;  // of its corners, mm
  std::optional<Pen> pen;
  std::optional<PaperColour> fill;
};

struct PrintedCircle {
  PaperPoint centre;
  double radius = 1;  // mm
  std::optional<Pen> pen;
  std::optional<PaperColour> fill;
};

// One page and what is printed on it, later things over earlier ones.
struct Page {
  void print(PrintedText);
  void print(PrintedLine);
  void print(PrintedBox);
  void print(PrintedCircle);

  PaperSize size = kA4;
  std::vector<std::variant<PrintedText, PrintedLine, PrintedBox, PrintedCircle>> marks;
};

}  // namespace buzzout
