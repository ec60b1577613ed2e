#include "drawing/wiring_boxes.hpp"

#include <algorithm>

#include "text/columns.hpp"

namespace buzzout {
namespace {

using Kind = SideRow::Kind;

class BoxPainter {
 public:
  BoxPainter(Canvas& canvas, const Sketch& sketch, Side side)
      : canvas_(canvas),
        sketch_(sketch),
        side_(side),
        left_(side == Side::left ? sketch.plan.left_border : sketch.plan.right_pin),
        right_(side == Side::left ? sketch.plan.left_pin : sketch.plan.right_border) {}

  void row(int y, const SideRow& row) {
    const auto sign = [&](auto... signs) { return sketch_.sign(signs...); };
    switch (row.kind) {
      case Kind::outside:
      case Kind::heading:
        return;
      case Kind::top:
        rule(y, sign("╭", "+"), sign("╮", "+"));
        return;
      case Kind::bottom:
        rule(y, sign("╰", "+"), sign("╯", "+"));
        if (has_plug(row)) canvas_.text(y, plug() - 1, "▐██▌", Ink::dim);
        return;
      case Kind::inside:
      case Kind::contact:
        canvas_.text(y, left_, sign("│", "|"), Ink::dim);
        canvas_.text(y, right_, sign("│", "|"), Ink::dim);
        if (has_plug(row)) segment(y, row);
        if (row.kind == Kind::contact && row.place == 0) contact(y, row);
    }
  }

 private:
  void rule(int y, std::string_view from, std::string_view to) {
    std::string text(from);
    for (int x = left_ + 1; x < right_; ++x) text += sketch_.sign("─", "-");
    canvas_.text(y, left_, text += to, Ink::dim);
  }

  bool has_plug(const SideRow& row) const {
    return shows_plug(*sketch_.picture.end(row.end), sketch_.theme);
  }

  int plug() const { return side_ == Side::left ? left_ + 2 : right_ - 3; }

  // The thin line above a segment is the insulator before it.
  void segment(int y, const SideRow& row) {
    const bool starts = row.kind == Kind::contact && row.place == 0;
    if (row.kind == Kind::inside && before_tip(y)) return;
    canvas_.text(y, plug(), !starts ? "██" : row.contact == 0 ? "▟▙" : "▇▇", Ink::dim);
  }

  bool before_tip(int y) const {
    for (int above = y; above >= 0; --above) {
      const Kind kind = sketch_.routes.rows[static_cast<std::size_t>(above)].at(side_).kind;
      if (kind != Kind::inside) return kind == Kind::top;
    }
    return true;
  }

  void contact(int y, const SideRow& row) {
    const ContactRef ref{row.end, row.contact};
    const PictureContact& contact = sketch_.picture.end(row.end)->contacts[row.contact];
    const std::string_view sign = mark(sketch_.picture, ref, sketch_.theme);
    const int width = side_ == Side::left ? sketch_.plan.left_name : sketch_.plan.right_name;
    const std::string name = fit(themed(contact.name, sketch_.theme), width, sketch_.theme.unicode);
    const Ink sign_ink = sign == "?" ? Ink::warn : Ink::bad;
    const Ink ink = !sign.empty() ? sign_ink : contact.dimmed ? Ink::dim : Ink::plain;
    const int outward = side_ == Side::left ? -1 : 1;
    const int edge = sketch_.plan.pin(side_) + 2 * outward;  // the name's cell nearest to the pin
    canvas_.text(y, side_ == Side::left ? edge - columns(name) + 1 : edge, name, ink);
    canvas_.text(y, edge + outward * (width + 1), sign, sign_ink);
  }

  Canvas& canvas_;
  const Sketch& sketch_;
  Side side_;
  int left_, right_;  // columns of the walls
};

// The longest of "name title socket", "name title", "name" that `fits`.
template <class Fits>
Line heading(const PictureEnd& end, const Theme& theme, int narrowest, Fits fits) {
  Line line{{themed(end.name, theme), Ink::bold}};
  if (!end.title.empty()) line.push_back({"  " + themed(end.title, theme), Ink::plain});
  if (!end.socket.empty()) line.push_back({"  " + themed(end.socket, theme), Ink::dim});
  while (line.size() > 1 && !fits(columns(plain_text(line)))) line.pop_back();
  if (line.size() == 1) line[0].text = fit(line[0].text, narrowest, theme.unicode);
  return line;
}

}  // namespace

void paint_boxes(Canvas& canvas, const Sketch& sketch, Side side) {
  BoxPainter painter(canvas, sketch, side);
  for (std::size_t y = 0; y < sketch.routes.rows.size(); ++y)
    painter.row(static_cast<int>(y), sketch.routes.rows[y].at(side));
}

void paint_headings(Canvas& canvas, const Sketch& sketch, Side side) {
  const Plan& plan = sketch.plan;
  const int box = side == Side::left ? plan.left_pin - plan.left_border + 1
                                     : plan.right_border - plan.right_pin + 1;
  for (std::size_t i = 0; i < sketch.routes.rows.size(); ++i) {
    const SideRow& row = sketch.routes.rows[i].at(side);
    if (row.kind != Kind::heading) continue;
    const int y = static_cast<int>(i);
    // A heading wider than its box grows towards the wires.
    const auto start = [&](int width) {
      return side == Side::left ? plan.left_border : plan.right_pin - std::max(0, width - box);
    };
    const auto fits = [&](int width) {
      const int from = side == Side::left ? start(width) : start(width) - 2;
      const int to = side == Side::left ? start(width) + width + 2 : start(width) + width;
      if (from < 0 || (side == Side::left && to > plan.right_pin)) return false;
      for (int x = from; x < to; ++x)
        if (!canvas.is_free(y, x)) return false;
      return true;
    };
    const Line line = heading(*sketch.picture.end(row.end), sketch.theme, box, fits);
    int x = start(columns(plain_text(line)));
    for (const Span& span : line) {
      canvas.text(y, x, span.text, span.ink);
      x += columns(span.text);
    }
  }
}

}  // namespace buzzout
