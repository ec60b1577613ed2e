#include "drawing/canvas.hpp"

#include <algorithm>
#include <array>

#include "text/columns.hpp"

namespace buzzout {
namespace {

enum Arm : unsigned { up = 1, down = 2, left = 4, right = 8 };

bool crosses(unsigned a, unsigned b) {
  return (a == (up | down) && b == (left | right)) || (a == (left | right) && b == (up | down));
}

using Glyphs = std::array<std::string_view, 16>;  // by arms

constexpr std::string_view dot = "●";
constexpr Glyphs light = {" ", "│", "│", "│", "─", "╯", "╮", dot,
                          "─", "╰", "╭", dot, "─", dot, dot, dot};
constexpr Glyphs dashed = {" ", "╎", "╎", "╎", "─", "╯", "╮", dot,
                           "─", "╰", "╭", dot, "─", dot, dot, dot};
constexpr Glyphs dotted = {" ", "┊", "┊", "┊", "·", "╯", "╮", dot,
                           "·", "╰", "╭", dot, "·", dot, dot, dot};
constexpr Glyphs twin = {" ", "║", "║", "║", "═", "╝", "╗", dot,
                         "═", "╚", "╔", dot, "═", dot, dot, dot};
constexpr Glyphs ascii_light = {" ", "|", "|", "|", "-", "+", "+", "*",
                                "-", "+", "+", "*", "-", "*", "*", "*"};
constexpr Glyphs ascii_dashed = {" ", "!", "!", "!", "-", "+", "+", "*",
                                 "-", "+", "+", "*", "-", "*", "*", "*"};
constexpr Glyphs ascii_dotted = {" ", ":", ":", ":", ".", "+", "+", "*",
                                 ".", "+", "+", "*", ".", "*", "*", "*"};
constexpr Glyphs ascii_twin = {" ", "\"", "\"", "\"", "=", "#", "#", "*",
                               "=", "#",  "#",  "*",  "=", "*", "*", "*"};

std::string_view glyph(Stroke stroke, unsigned arms, bool unicode) {
  switch (stroke) {
    case Stroke::light:
      return (unicode ? light : ascii_light)[arms];
    case Stroke::dashed:
      return (unicode ? dashed : ascii_dashed)[arms];
    case Stroke::dotted:
      return (unicode ? dotted : ascii_dotted)[arms];
    case Stroke::twin:
      return (unicode ? twin : ascii_twin)[arms];
  }
  return " ";
}

}  // namespace

Canvas::Canvas(int width, int height, bool unicode)
    : width_(width),
      height_(height),
      unicode_(unicode),
      cells_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

Canvas::Cell* Canvas::at(int row, int column) {
  if (row < 0 || row >= height_ || column < 0 || column >= width_) return nullptr;
  return &cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) +
                 static_cast<std::size_t>(column)];
}

void Canvas::add(int row, int column, unsigned arms, const Thread& thread) {
  Cell* cell = at(row, column);
  if (!cell) {
    out_of_place_ = true;
    return;
  }
  for (Strand& strand : cell->strands)
    if (strand.thread.id == thread.id) {
      strand.arms |= arms;
      return;
    }
  cell->strands.push_back({thread, arms});
}

void Canvas::horizontal(int row, int from, int to, const Thread& thread) {
  if (from > to) std::swap(from, to);
  for (int x = from; x <= to; ++x)
    add(row, x, (x > from ? left : 0U) | (x < to ? right : 0U), thread);
}

void Canvas::vertical(int column, int from, int to, const Thread& thread) {
  if (from > to) std::swap(from, to);
  for (int y = from; y <= to; ++y)
    add(y, column, (y > from ? up : 0U) | (y < to ? down : 0U), thread);
}

void Canvas::draw_text(int row, int column, std::string_view text, Ink ink, const Thread* owner) {
  for (const std::string& character : characters(text)) {
    const int wide = columns(character);
    for (int i = 0; i < wide; ++i) {
      Cell* cell = at(row, column + i);
      if (!cell) {
        out_of_place_ = true;
        return;
      }
      for (const Strand& strand : cell->strands)
        if (!owner || strand.thread.id != owner->id) out_of_place_ = true;
      cell->covered = true;
      cell->ink = ink;
      cell->glyph = i == 0 ? character : std::string();
    }
    column += wide;
  }
}

void Canvas::text(int row, int column, std::string_view text, Ink ink) {
  draw_text(row, column, text, ink, nullptr);
}

void Canvas::text_on(const Thread& thread, int row, int column, std::string_view text) {
  draw_text(row, column, text, thread.ink, &thread);
}

bool Canvas::is_free(int row, int column) const {
  const Cell* cell = const_cast<Canvas*>(this)->at(row, column);
  return cell && !cell->covered && cell->strands.empty();
}

Span Canvas::drawn(const Cell& cell, int column) const {
  if (cell.covered) return {cell.glyph, cell.ink};
  if (cell.strands.empty()) return {" ", Ink::plain};
  const Strand* front = &cell.strands.front();
  for (const Strand& strand : cell.strands)
    if (strand.arms & (up | down)) front = &strand;
  const bool broken =
      front->thread.stroke == Stroke::dashed || front->thread.stroke == Stroke::dotted;
  if (broken && !(front->arms & (up | down)) && column % 2 == 1) return {" ", Ink::plain};
  return {std::string(glyph(front->thread.stroke, front->arms, unicode_)), front->thread.ink};
}

bool Canvas::collided() const {
  if (out_of_place_) return true;
  for (const Cell& cell : cells_) {
    if (cell.strands.size() > 2 || (cell.covered && cell.strands.size() > 1)) return true;
    if (cell.strands.size() == 2 && !crosses(cell.strands[0].arms, cell.strands[1].arms))
      return true;
  }
  return false;
}

std::vector<Line> Canvas::lines() const {
  std::vector<Line> all;
  for (int y = 0; y < height_; ++y) {
    Line line;
    int last = width_ - 1;
    while (last >= 0 && is_free(y, last)) --last;
    for (int x = 0; x <= last; ++x) {
      Span span = drawn(*const_cast<Canvas*>(this)->at(y, x), x);
      if (!line.empty() && (line.back().ink == span.ink || span.text == " "))
        line.back().text += span.text;
      else
        line.push_back(std::move(span));
    }
    all.push_back(std::move(line));
  }
  return all;
}

}  // namespace buzzout
