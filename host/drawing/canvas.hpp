#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drawing/style.hpp"

namespace buzzout {

// Dashed and dotted lines leave every other column blank.
enum class Stroke { light, dashed, dotted, twin };

// One conductor as the canvas sees it: threads with equal ids are the same conductor.
struct Thread {
  int id = 0;
  Stroke stroke = Stroke::light;
  Ink ink = Ink::plain;
};

// A grid of character cells that knows which conductor runs through which cell. Two threads may
// share a cell only by crossing at a right angle; the vertical one is then drawn in front and the
// horizontal one is interrupted, while a junction always has a dot. Everything else that would make
// two threads look joined sets `collided()`, so that the caller can refuse to show the picture.
class Canvas {
 public:
  Canvas(int width, int height, bool unicode);

  // Lines between cell centres, both ends included; coordinates are (row, column) from 0.
  void horizontal(int row, int from, int to, const Thread&);
  void vertical(int column, int from, int to, const Thread&);

  // Printable text over whatever is there. Text of a thread (a label, an arrow) may cover cells of
  // that thread only; `text` without one may cover no thread.
  void text(int row, int column, std::string_view, Ink);
  void text_on(const Thread&, int row, int column, std::string_view);

  bool is_free(int row, int column) const;
  bool collided() const;

  // Rows from the top, without trailing blanks.
  std::vector<Line> lines() const;

 private:
  struct Strand {
    Thread thread;
    unsigned arms = 0;
  };
  struct Cell {
    std::vector<Strand> strands;
    std::string glyph;
    Ink ink = Ink::plain;
    bool covered = false;  // text, or the right half of a wide character
  };

  Cell* at(int row, int column);
  void add(int row, int column, unsigned arms, const Thread&);
  void draw_text(int row, int column, std::string_view, Ink, const Thread* owner);
  Span drawn(const Cell&, int column) const;

  int width_;
  int height_;
  bool unicode_;
  bool out_of_place_ = false;  // drawn outside the grid, or text over a strange thread
  std::vector<Cell> cells_;
};

}  // namespace buzzout
