#include "text/columns.hpp"
#include "tracer.hpp"

#include <map>

namespace buzzout {
namespace {

enum Arm : unsigned { up = 1, down = 2, left = 4, right = 8, any = 15 };
enum class Kind { single, twin, either };

struct Shape {
  unsigned arms;
  Kind kind;
};

Shape shape_of(const std::string& glyph) {
  static const std::map<std::string, Shape> shapes = {{"─", {left | right, Kind::single}},
                                                      {"│", {up | down, Kind::single}},
                                                      {"╭", {down | right, Kind::single}},
                                                      {"╮", {down | left, Kind::single}},
                                                      {"╰", {up | right, Kind::single}},
                                                      {"╯", {up | left, Kind::single}},
                                                      {"►", {left | right, Kind::single}},
                                                      {"◄", {left | right, Kind::single}},
                                                      {"═", {left | right, Kind::twin}},
                                                      {"║", {up | down, Kind::twin}},
                                                      {"╔", {down | right, Kind::twin}},
                                                      {"╗", {down | left, Kind::twin}},
                                                      {"╚", {up | right, Kind::twin}},
                                                      {"╝", {up | left, Kind::twin}},
                                                      {"●", {any, Kind::either}},
                                                      {"-", {left | right, Kind::single}},
                                                      {"|", {up | down, Kind::single}},
                                                      {"+", {any, Kind::single}},
                                                      {">", {left | right, Kind::single}},
                                                      {"<", {left | right, Kind::single}},
                                                      {"=", {left | right, Kind::twin}},
                                                      {"\"", {up | down, Kind::twin}},
                                                      {"#", {any, Kind::twin}},
                                                      {"*", {any, Kind::either}}};
  const auto found = shapes.find(glyph);
  return found == shapes.end() ? Shape{0, Kind::either} : found->second;
}

unsigned opposite(unsigned arm) {
  return arm == up ? down : arm == down ? up : arm == left ? right : left;
}

bool like(Kind a, Kind b) {
  return a == b || a == Kind::either || b == Kind::either;
}

// A line that runs straight at a right angle to the way one comes; dashed and dotted ones too.
bool stands_across(const std::string& glyph, unsigned way) {
  if (way == up || way == down) return false;  // the vertical line is always the one in front
  static const std::set<std::string> vertical = {"│", "║", "╎", "┊", "|", "\"", "!", ":"};
  return vertical.contains(glyph);
}

// Or the box of a resistor.
bool begins_label(const std::string& glyph) {
  return glyph == " " || glyph == "┤" || glyph == "├" || glyph == "[" || glyph == "]";
}

}  // namespace

Tracer::Tracer(const std::vector<Line>& lines, std::vector<std::string> labels, int left_pin,
               int right_pin)
    : labels_(std::move(labels)), left_pin_(left_pin), right_pin_(right_pin) {
  for (const Line& line : lines) {
    std::vector<std::string> row;
    for (const std::string& character : characters(plain_text(line))) {
      row.push_back(character);
      for (int extra = 1; extra < columns(character); ++extra) row.emplace_back();
    }
    grid_.push_back(std::move(row));
  }
}

std::string Tracer::at(Place place) const {
  if (place.row < 0 || place.row >= rows() || place.column < 0) return " ";
  const auto& row = grid_[static_cast<std::size_t>(place.row)];
  const auto column = static_cast<std::size_t>(place.column);
  return column < row.size() ? row[column] : " ";
}

Tracer::Place Tracer::find(const std::string& text) const {
  for (int y = 0; y < rows(); ++y) {
    const int width = static_cast<int>(grid_[static_cast<std::size_t>(y)].size());
    for (int x = 0; x < width; ++x) {
      std::string here;
      for (int i = x; here.size() < text.size() && i < width; ++i) here += at({y, i});
      if (here == text) return {y, x};
    }
  }
  return {-1, -1};
}

int Tracer::label_length(Place start, int direction) const {
  for (const std::string& label : labels_)
    for (const std::string& wanted : {" " + label + " ", "┤ " + label + " ├", "[ " + label + " ]"}) {
      const int width = columns(wanted);
      const int from = direction > 0 ? start.column : start.column - width + 1;
      std::string here;
      for (int i = 0; i < width; ++i) here += at({start.row, from + i});
      if (here == wanted) return width;
    }
  return 0;
}

std::set<Tracer::Place> Tracer::reached_from(Place pin) const {
  struct Step {
    Place place;
    unsigned way;
    Kind kind;
  };
  std::set<Place> reached = {pin};
  std::set<std::pair<Place, unsigned>> taken;
  std::vector<Step> todo = {{pin, pin.column == left_pin_ ? right : left, Kind::either}};
  while (!todo.empty()) {
    const Step step = todo.back();
    todo.pop_back();
    if (!taken.insert({step.place, step.way}).second) continue;
    const int dx = step.way == right ? 1 : step.way == left ? -1 : 0;
    const int dy = step.way == down ? 1 : step.way == up ? -1 : 0;
    Place next = {step.place.row + dy, step.place.column + dx};
    // Two lines in a row may stand across, and a label may follow: look on until something joins.
    for (;;) {
      if (next.column <= left_pin_ || next.column >= right_pin_) break;
      if (stands_across(at(next), step.way)) {
        next.column += dx;
      } else if (const int length = dx != 0 && begins_label(at(next)) ? label_length(next, dx) : 0) {
        next.column += dx * length;
      } else {
        break;
      }
    }
    if (next.column == left_pin_ || next.column == right_pin_) {
      if (dx != 0) reached.insert(next);
      continue;
    }
    const Shape shape = shape_of(at(next));
    if (!(shape.arms & opposite(step.way)) || !like(shape.kind, step.kind)) continue;
    reached.insert(next);
    const Kind kind = shape.kind == Kind::either ? step.kind : shape.kind;
    for (const unsigned way : {up, down, left, right})
      if (way != opposite(step.way) && (shape.arms & way)) todo.push_back({next, way, kind});
  }
  return reached;
}

}  // namespace buzzout
