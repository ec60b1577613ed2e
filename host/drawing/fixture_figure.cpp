#include "drawing/fixture_figure.hpp"

#include <algorithm>

#include "core/board.hpp"
#include "drawing/figure_text.hpp"
#include "text/columns.hpp"

namespace buzzout {
namespace {

constexpr double kRow = 26, kTitle = 14, kLabel = 13, kType = 12.5, kLine = 15, kPad = 10, kPoint = 44, kPinWidth = 60, kReaderWidth = 96;
constexpr double kResistor = 36, kLeastColumn = 96, kBracket = 12;

using Group = std::vector<std::size_t>;  // places of sockets

// Sockets on the same points, where only one holds a cable at a time.
std::vector<Group> sharing_groups(const Fixture& f) {
  std::vector<Group> out;
  for (std::size_t i = 0; i < f.sockets.size(); ++i) {
    const auto meets = [&](std::size_t other) { return (f.sockets[other].points() & f.sockets[i].points()) != 0; };
    const auto group = std::ranges::find_if(out, [&](const Group& g) { return std::ranges::any_of(g, meets); });
    if (group == out.end())
      out.push_back({i});
    else
      group->push_back(i);
  }
  std::erase_if(out, [](const Group& g) { return g.size() < 2; });
  return out;
}

std::string part_of(const Socket& s) {
  if (s.type.shape != Shape::phone) return titled(s.type, s.gender);
  return (s.gender == Gender::male ? "plug: " : "") + s.type.title;
}

class FixtureDrawer {
 public:
  explicit FixtureDrawer(const Fixture& f) : f_(f), board_(*find_board(f.board)) {
    for (Point p = 0; p < board_.points; ++p)
      if (!f_.contacts_at(p).empty()) points_.push_back(p);
    for (const auto& s : f_.sockets) column_ = std::max(column_, text_room(s.name, kLabel, true) + 12);
  }

  Figure draw() {
    out_.description = "Wiring of the jig " + f_.name;
    first_ = kPad + kPoint + kPinWidth + kResistor + 40 + (board_.kelvin ? kPinWidth : f_.senses.empty() ? 0 : kReaderWidth);
    out_.width = first_ + column_ * static_cast<double>(f_.sockets.size()) + kPad;
    top_ = heads(brackets(kPad)) + kPad;
    bottom_ = top_ + kRow * static_cast<double>(points_.size());
    columns();
    for (std::size_t i = 0; i < points_.size(); ++i) row(points_[i], top_ + kRow * (static_cast<double>(i) + 0.5));
    out_.height = other_pins(bottom_ + kPad) + kPad;
    return std::move(out_);
  }

 private:
  double left_of(std::size_t socket) const { return first_ + column_ * static_cast<double>(socket); }
  double middle_of(std::size_t socket) const { return left_of(socket) + column_ / 2; }

  // A bracket over the sockets of each group, below one another where groups interlock; where they end.
  double brackets(double y) {
    std::vector<std::size_t> ends;  // the last socket under the brackets of each level
    for (const Group& g : sharing_groups(f_)) {
      std::size_t level = 0;
      while (level < ends.size() && ends[level] >= g.front()) ++level;
      if (level == ends.size()) ends.emplace_back();
      ends[level] = g.back();
      const double at = y + (kLine + kBracket + 4) * static_cast<double>(level) + kLine;
      const double from = middle_of(g.front()), to = middle_of(g.back());
      text({(from + to) / 2, at - kLine / 2}, "one at a time", kType, true, FigureAlign::centre, FigureLook::warn);
      FigurePath bracket{{{{from, at + 2}, {to, at + 2}}}, FigureLook::warn, FigureStroke::solid, 1.6};
      for (const auto socket : g) bracket.lines.push_back({{middle_of(socket), at + 2}, {middle_of(socket), at + kBracket}});
      out_.add(std::move(bracket));
    }
    return y + (kLine + kBracket + 4) * static_cast<double>(ends.size());
  }

  // Names and types over the columns; where they end.
  double heads(double y) {
    std::vector<std::vector<std::string>> types;
    std::size_t most = 1;
    for (const auto& s : f_.sockets) {
      types.push_back(wrap_to_room(part_of(s), kType, false, column_ - 8));
      most = std::max(most, types.back().size());
    }
    for (std::size_t i = 0; i < f_.sockets.size(); ++i) {
      text({middle_of(i), y + 8}, cut_to_room(f_.sockets[i].name, kLabel, true, column_ - 8), kLabel, true, FigureAlign::centre);
      for (std::size_t l = 0; l < types[i].size(); ++l)
        text({middle_of(i), y + 26 + kLine * static_cast<double>(l)}, types[i][l], kType, false, FigureAlign::centre, FigureLook::faint);
    }
    const double low = y + 26 + kLine * static_cast<double>(most - 1);
    text({kPad, low}, "point", kLabel, false, FigureAlign::left, FigureLook::faint);
    text({kPad + kPoint, low}, "pin", kLabel, false, FigureAlign::left, FigureLook::faint);
    text({kPad + kPoint + kPinWidth - 3, low}, "470 Ω", kLabel, false, FigureAlign::left, FigureLook::faint);
    const std::string sense = board_.kelvin ? "sense" : f_.senses.empty() ? "" : "sense, 470 Ω";
    if (!sense.empty()) text({sense_x() - 4, low}, sense, kLabel, false, FigureAlign::left, FigureLook::faint);
    return low + 8;
  }

  // What else is on the board; where it ends.
  double other_pins(double y) {
    const auto say = [&](std::string_view pin, std::string_view what) {
      text({kPad + kPoint, y + kRow / 2}, std::string(pin), kLabel, true, FigureAlign::left);
      text({kPad + kPoint + kPinWidth, y + kRow / 2}, std::string(what), kLabel, false, FigureAlign::left);
      y += kLine + 5;
    };
    say("GND", "no contact of a socket; a lead for tracing");
    for (const auto& part : board_.parts) say(part.pin.name, part.what);
    return y + 4;
  }

  double sense_x() const { return kPad + kPoint + kPinWidth + kResistor + 26; }

  void columns() {
    for (std::size_t i = 0; i < f_.sockets.size(); ++i)
      out_.add(FigureBox{{left_of(i) + 4, top_}, column_ - 8, bottom_ - top_, 6, FigureLook::box, FigureLook::box});
  }

  // The point that reads this one's contact, by its pin.
  std::string reader_of(Point p) const {
    const auto found = f_.senses.find(p);
    return found == f_.senses.end() ? "" : board_.pin(found->second);
  }

  void row(Point p, double y) {
    const double pin_right = kPad + kPoint + kPinWidth - 8, resistor = kPad + kPoint + kPinWidth;
    text({kPad + 24, y}, std::to_string(point_number(p)), kTitle, true, FigureAlign::right);
    text({kPad + kPoint, y}, board_.pin(p), kLabel, false, FigureAlign::left);
    std::size_t last = 0;
    for (std::size_t i = 0; i < f_.sockets.size(); ++i)
      if (!contacts(f_.sockets[i], p).empty()) last = i;
    out_.add(FigurePath{{{{pin_right, y}, {middle_of(last), y}}}, FigureLook::ink, FigureStroke::solid, 1.4});
    out_.add(FigureBox{{resistor, y - 5}, kResistor, 10, 1, FigureLook::paper, FigureLook::ink});
    if (board_.kelvin) {
      out_.add(FigureCircle{{sense_x() - 8, y}, 3, FigureLook::ink, FigureLook::ink});
      pill(sense_x() + 14, y, board_.sense_pin(p));
    } else if (const std::string reader = reader_of(p); !reader.empty()) {
      out_.add(FigureCircle{{sense_x() - 8, y}, 3, FigureLook::ink, FigureLook::ink});
      pill(sense_x() + 30, y, reader);
    }
    for (std::size_t i = 0; i < f_.sockets.size(); ++i)
      if (const std::string names = contacts(f_.sockets[i], p); !names.empty()) pill(middle_of(i), y, names);
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
    out_.add(FigureBox{{x - width / 2, y - 10}, width, 20, 10, FigureLook::paper, FigureLook::ink});
    text({x, y}, shown, kLabel, true, FigureAlign::centre);
  }

  void text(FigurePoint at, const std::string& words, double size, bool bold, FigureAlign align,
            FigureLook look = FigureLook::ink) {
    out_.add(FigureText{at, words, size, bold, align, look});
  }

  const Fixture& f_;
  const Board& board_;
  std::vector<Point> points_;  // those in use
  double first_ = 0, top_ = 0, bottom_ = 0, column_ = kLeastColumn;
  Figure out_;
};

}  // namespace

Figure fixture_figure(const Fixture& f) { return FixtureDrawer(f).draw(); }

}  // namespace buzzout
