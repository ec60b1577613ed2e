#include "drawing/fixture_figure.hpp"

#include <algorithm>

#include "core/board.hpp"
#include "drawing/figure_text.hpp"

namespace buzzout {
namespace {

constexpr double kRow = 24, kTitle = 12, kLabel = 11, kPad = 10, kPinWidth = 56, kResistor = 34;
constexpr double kLeastColumn = 92;

class FixtureDrawer {
 public:
  explicit FixtureDrawer(const Fixture& f) : f_(f), board_(*find_board(f.board)) {
    for (Point p = 0; p < board_.points; ++p)
      if (!f_.contacts_at(p).empty()) points_.push_back(p);
    for (const auto& s : f_.sockets) column_ = std::max(column_, text_room(s.name, kLabel, true) + 12);
  }

  Figure draw() {
    out_.description = "Wiring of the jig " + f_.name;
    first_ = kPad + 34 + kPinWidth + kResistor + 40 + (board_.kelvin ? kPinWidth : 0);
    top_ = heads() + kPad;
    out_.width = first_ + column_ * static_cast<double>(f_.sockets.size()) + kPad;
    out_.height = top_ + kRow * static_cast<double>(points_.size()) + kPad;
    columns();
    for (std::size_t i = 0; i < points_.size(); ++i) row(points_[i], top_ + kRow * (static_cast<double>(i) + 0.5));
    return std::move(out_);
  }

 private:
  double left_of(std::size_t socket) const { return first_ + column_ * static_cast<double>(socket); }

  // Names and types over the columns; how high they are.
  double heads() {
    std::vector<std::vector<std::string>> types;
    std::size_t most = 1;
    for (const auto& s : f_.sockets) {
      types.push_back(wrap_to_room(s.type.shape == Shape::phone && s.gender == Gender::male ? "plug: " + s.type.title : titled(s.type, s.gender == Gender::female && s.type.shape == Shape::phone ? Gender::unsaid : s.gender), 9.5, false, column_ - 8));
      most = std::max(most, types.back().size());
    }
    for (std::size_t i = 0; i < f_.sockets.size(); ++i) {
      const double x = left_of(i) + column_ / 2;
      text({x, kPad + 8}, cut_to_room(f_.sockets[i].name, kLabel, true, column_ - 8), kLabel, true, FigureAlign::centre);
      for (std::size_t l = 0; l < types[i].size(); ++l)
        text({x, kPad + 24 + 12 * static_cast<double>(l)}, types[i][l], 9.5, false, FigureAlign::centre, FigureLook::faint);
    }
    text({kPad, kPad + 8}, "point", kLabel, false, FigureAlign::left, FigureLook::faint);
    text({kPad + 34, kPad + 8}, "pin", kLabel, false, FigureAlign::left, FigureLook::faint);
    text({kPad + 34 + kPinWidth, kPad + 8}, "470 Ω", kLabel, false, FigureAlign::left, FigureLook::faint);
    if (board_.kelvin) text({sense_x(), kPad + 8}, "sense", kLabel, false, FigureAlign::left, FigureLook::faint);
    return kPad + 24 + 12 * static_cast<double>(most);
  }

  double sense_x() const { return kPad + 34 + kPinWidth + kResistor + 26; }

  void columns() {
    for (std::size_t i = 0; i < f_.sockets.size(); ++i)
      out_.add(FigureBox{{left_of(i) + 4, top_}, column_ - 8, out_.height - top_ - kPad, 6, FigureLook::box, FigureLook::box});
  }

  void row(Point p, double y) {
    const double pin_right = kPad + 34 + kPinWidth - 8, resistor = kPad + 34 + kPinWidth;
    text({kPad + 20, y}, std::to_string(point_number(p)), kTitle, true, FigureAlign::right);
    text({kPad + 34, y}, board_.pin(p), kLabel, false, FigureAlign::left);
    std::size_t last = 0;
    for (std::size_t i = 0; i < f_.sockets.size(); ++i)
      if (!contacts(f_.sockets[i], p).empty()) last = i;
    out_.add(FigurePath{{{{pin_right, y}, {left_of(last) + column_ / 2, y}}}, FigureLook::ink, FigureStroke::solid, 1.4});
    out_.add(FigureBox{{resistor, y - 5}, kResistor, 10, 1, FigureLook::paper, FigureLook::ink});
    if (board_.kelvin) {
      out_.add(FigureCircle{{sense_x() - 8, y}, 3, FigureLook::ink, FigureLook::ink});
      pill(sense_x() + 14, y, board_.sense_pin(p));
    }
    for (std::size_t i = 0; i < f_.sockets.size(); ++i)
      if (const std::string names = contacts(f_.sockets[i], p); !names.empty()) pill(left_of(i) + column_ / 2, y, names);
  }

  static std::string contacts(const Socket& s, Point p) {
    std::string out;
    for (const auto& [pin, point] : s.wires)
      if (point == p) out += (out.empty() ? "" : ", ") + pin;
    return out;
  }

  void pill(double x, double y, const std::string& words) {
    const std::string shown = cut_to_room(words, kLabel, true, column_ - 22);
    const double width = std::max(24.0, text_room(shown, kLabel, true) + 12);
    out_.add(FigureBox{{x - width / 2, y - 9}, width, 18, 9, FigureLook::paper, FigureLook::ink});
    text({x, y}, shown, kLabel, true, FigureAlign::centre);
  }

  void text(FigurePoint at, const std::string& words, double size, bool bold, FigureAlign align,
            FigureLook look = FigureLook::ink) {
    out_.add(FigureText{at, words, size, bold, align, look});
  }

  const Fixture& f_;
  const Board& board_;
  std::vector<Point> points_;  // those in use
  double first_ = 0, top_ = 0, column_ = kLeastColumn;
  Figure out_;
};

}  // namespace

Figure fixture_figure(const Fixture& f) { return FixtureDrawer(f).draw(); }

}  // namespace buzzout
