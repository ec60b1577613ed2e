#include "drawing/framed_figure.hpp"

#include <algorithm>

#include "drawing/figure_text.hpp"

namespace buzzout {
namespace {

constexpr double kMargin = 18, kLeastWidth = 460, kBetween = 6;

FigurePoint moved(FigurePoint p, FigurePoint by) { return {p.x + by.x, p.y + by.y}; }

struct Move {
  FigurePoint by;

  void operator()(FigurePath& it) const {
    for (auto& line : it.lines)
      for (auto& point : line) point = moved(point, by);
  }
  void operator()(FigureBox& it) const { it.at = moved(it.at, by); }
  void operator()(FigureCircle& it) const { it.centre = moved(it.centre, by); }
  void operator()(FigureText& it) const { it.at = moved(it.at, by); }
};

class Frame {
 public:
  explicit Frame(double width) : width_(std::max(width, kLeastWidth)) { out_.width = width_ + 2 * kMargin; }

  void add(const std::vector<FigureWords>& all) {
    for (const auto& words : all) {
      const auto lines = wrapped(words);
      const double height = words.size * 1.4;
      if (words.band && !lines.empty()) {
        const double room = height * static_cast<double>(lines.size()) + 2 * kBetween;
        shapes_.push_back(FigureBox{{0, y_}, width_ + 2 * kMargin, room, 0, words.look, words.look});
        y_ += kBetween;
      }
      const FigureLook look = words.band ? FigureLook::on_fault : words.look;
      for (const auto& line : lines) {
        texts_.push_back({{kMargin, y_ + height / 2}, line, words.size, words.bold, FigureAlign::left, look});
        y_ += height;
      }
      if (words.band) y_ += kBetween;
      if (!lines.empty()) y_ += kBetween;
    }
  }

  void add(const Figure& figure) {
    const Move move{{kMargin + (width_ - figure.width) / 2, y_}};
    for (auto shape : figure.shapes) {
      std::visit(move, shape);
      shapes_.push_back(std::move(shape));
    }
    y_ += figure.height + kBetween;
    out_.description = figure.description;
  }

  Figure take() {
    out_.height = y_ + kMargin - kBetween;
    out_.add(FigureBox{{0, 0}, out_.width, out_.height, 0, FigureLook::paper, FigureLook::paper});
    for (auto& shape : shapes_) out_.shapes.push_back(std::move(shape));
    for (auto& text : texts_) out_.add(std::move(text));
    return std::move(out_);
  }

 private:
  // What is bold is broken into lines of about one length: no word stands alone.
  std::vector<std::string> wrapped(const FigureWords& words) const {
    auto lines = wrap_to_room(words.text, words.size, words.bold, width_);
    for (double room = width_; words.bold && lines.size() > 1; room -= 8) {
      auto narrower = wrap_to_room(words.text, words.size, words.bold, room - 8);
      if (narrower.size() > lines.size()) break;
      lines = std::move(narrower);
    }
    return lines;
  }

  double width_, y_ = kMargin;
  Figure out_;
  decltype(Figure::shapes) shapes_;
  std::vector<FigureText> texts_;
};

}  // namespace

Figure framed(const Figure& figure, const std::vector<FigureWords>& above, const std::vector<FigureWords>& below) {
  Frame frame(figure.width);
  frame.add(above);
  frame.add(figure);
  frame.add(below);
  return frame.take();
}

}  // namespace buzzout
