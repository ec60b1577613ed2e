#pragma once

#include <set>
#include <string>
#include <vector>

#include "drawing/style.hpp"

namespace buzzout {

// Reads a drawing of wires as a person would: follows lines from cell to cell, takes a bend where a
// glyph bends, branches only at dots, passes straight behind a line that it crosses, and skips a
// label, or the box of a resistor, that sits on the line. Dashed and dotted lines lead nowhere.
class Tracer {
 public:
  Tracer(const std::vector<Line>&, std::vector<std::string> labels, int left_pin, int right_pin);

  struct Place {
    int row = 0, column = 0;
    auto operator<=>(const Place&) const = default;
  };

  // The cells that the line leaving the pin wall at (row, column) conducts to, walls included.
  std::set<Place> reached_from(Place pin) const;

  std::string at(Place) const;
  // Where `text` starts in a row, or -1.
  Place find(const std::string& text) const;
  int rows() const { return static_cast<int>(grid_.size()); }

 private:
  int label_length(Place start, int direction) const;

  std::vector<std::vector<std::string>> grid_;  // by row and column; "" after a wide character
  std::vector<std::string> labels_;
  int left_pin_, right_pin_;
};

}  // namespace buzzout
