#include <algorithm>
#include <array>

#include "cli/wiring_art.hpp"

namespace buzzout {
namespace {

constexpr int margin = 1;
constexpr int lead = 2;              // line cells between a pin and a label
constexpr int comfortable = 78;      // a drawing does not grow wider than this without need
constexpr int narrowest_label = 10;  // "✗ open" and a few letters

// The columns of a drawing.
struct Plan {
  int name_left = 0, name_right = 0;  // widths of the contacts' names
  int left_border = 0, left_pin = 0;
  int right_pin = 0, right_border = 0;
  int left_label = 0, right_label = 0;  // widths of the longest labels, 0 if there are none
  int channel = 0;                      // first column for trunks
  int step = 0;                         // between trunks

  int trunk(const Trunk& t) const { return channel + t.column * step; }
};

class Painter {
 public:
  Painter(const WiringPicture& picture, const Routes& routes, const Theme& theme)
      : picture_(picture),
        routes_(routes),
        theme_(theme),
        art_(art_of_wires(picture, theme)),
        canvas_(std::max(theme.width, 0), static_cast<int>(routes.rows.size()), theme.unicode) {}

  std::optional<std::vector<Line>> run() {
    if (!plan(1000) && !plan(narrowest_label)) return std::nullopt;
    paint_wires();
    for (const Side side : {Side::left, Side::right}) {
      paint_boxes(side);
      paint_ports(side);
      paint_headings(side);
    }
    if (canvas_.collided()) return std::nullopt;
    return canvas_.lines();
  }

 private:
  bool plan(int label_limit);
  int name_width(const std::vector<PictureEnd>&) const;
  int zone(int label) const { return lead + (label > 0 ? label + 2 : 0) + 1; }
  bool is_labelled(Side, std::size_t wire) const;

  void paint_wires();
  void paint_boxes(Side);
  void paint_contact(Side, int y, const SideRow&);
  void paint_ports(Side);
  void paint_port(Side, int y, const SideRow&, bool labelled);
  void paint_headings(Side);

  const PictureContact& contact(const SideRow& row) const {
    return picture_.end(row.end)->contacts[row.contact];
  }
  bool conducts(const ContactRef&) const;
  int pin(Side side) const { return side == Side::left ? plan_.left_pin : plan_.right_pin; }

  const WiringPicture& picture_;
  const Routes& routes_;
  const Theme& theme_;
  std::vector<WireArt> art_;
  Plan plan_;
  Canvas canvas_;
};

int Painter::name_width(const std::vector<PictureEnd>& ends) const {
  int width = 0;
  for (const PictureEnd& end : ends)
    for (const PictureContact& each : end.contacts)
      width = std::max(width, columns(themed(each.name, theme_)));
  return width;
}

// A wire carries its label once: where it leaves the left side, or else the right.
bool Painter::is_labelled(Side side, std::size_t wire) const {
  const bool at_left = !rows_of(routes_.rows, Side::left, wire).empty();
  if (side == Side::left) return at_left;
  return !at_left && !rows_of(routes_.rows, Side::right, wire).empty();
}

bool Painter::plan(int label_limit) {
  plan_ = {};
  for (std::size_t w = 0; w < art_.size(); ++w) {
    const int width = std::min(columns(art_[w].label), label_limit);
    if (is_labelled(Side::left, w)) plan_.left_label = std::max(plan_.left_label, width);
    if (is_labelled(Side::right, w)) plan_.right_label = std::max(plan_.right_label, width);
  }
  const int box_frame = 2 + 3 + 2 + 2;  // borders, plug and a space, mark and a space, spaces
  plan_.name_left = std::min(name_width(picture_.left), std::max(4, theme_.width / 5));
  plan_.name_right = std::min(name_width(picture_.right), std::max(4, theme_.width / 5));
  const int boxes = 2 * box_frame + plan_.name_left + plan_.name_right;
  const int trunks = std::max(1, 2 * routes_.columns - 1);
  const int zones = zone(plan_.left_label) + zone(plan_.right_label);
  const int needed = 2 * margin + boxes + zones + trunks;
  if (needed > theme_.width) return false;
  const int width = std::max(needed, std::min(theme_.width, comfortable));
  plan_.left_border = margin;
  plan_.left_pin = margin + box_frame + plan_.name_left - 1;
  plan_.right_border = width - margin - 1;
  plan_.right_pin = plan_.right_border - box_frame - plan_.name_right + 1;
  const int first = plan_.left_pin + 1 + zone(plan_.left_label);
  const int room = plan_.right_pin - zone(plan_.right_label) - first;
  plan_.step = routes_.columns > 1 ? std::min(4, (room - 1) / (routes_.columns - 1)) : 2;
  plan_.channel = first + (room - (routes_.columns - 1) * plan_.step - 1) / 2;
  return true;
}

bool Painter::conducts(const ContactRef& ref) const {
  return std::any_of(picture_.wires.begin(), picture_.wires.end(), [&](const PictureWire& wire) {
    return wire.state != WireState::missing && wire.contacts.size() > 1 &&
           std::find(wire.contacts.begin(), wire.contacts.end(), ref) != wire.contacts.end();
  });
}

void Painter::paint_wires() {
  std::vector<bool> has_trunk(art_.size());
  for (const Trunk& trunk : routes_.trunks) has_trunk[trunk.wire] = true;
  for (std::size_t y = 0; y < routes_.rows.size(); ++y) {
    const auto& [left, right, track] = routes_.rows[y];
    const int row = static_cast<int>(y);
    if (left.wire && left.wire == right.wire && !has_trunk[*left.wire]) {
      canvas_.horizontal(row, plan_.left_pin + 1, plan_.right_pin - 1, art_[*left.wire].thread);
      continue;
    }
    if (left.wire && !has_trunk[*left.wire])
      canvas_.horizontal(row, plan_.left_pin + 1, plan_.left_pin + zone(plan_.left_label),
                         art_[*left.wire].thread);
    if (right.wire && !has_trunk[*right.wire])
      canvas_.horizontal(row, plan_.right_pin - zone(plan_.right_label), plan_.right_pin - 1,
                         art_[*right.wire].thread);
  }
  for (const Trunk& trunk : routes_.trunks) {
    const Thread& thread = art_[trunk.wire].thread;
    const int x = plan_.trunk(trunk);
    canvas_.vertical(x, trunk.top, trunk.bottom, thread);
    // A half's row towards its other half ends there, any other at the pins.
    int from = plan_.left_pin + 1, to = plan_.right_pin - 1;
    for (const Trunk& other : routes_.trunks)
      if (other.wire == trunk.wire && !(other == trunk))
        (other.column > trunk.column ? to : from) = plan_.trunk(other);
    for (const int row : trunk.left_rows) canvas_.horizontal(row, from, x, thread);
    for (const int row : trunk.right_rows) canvas_.horizontal(row, x, to, thread);
  }
}

void Painter::paint_boxes(Side side) {
  const int a = side == Side::left ? plan_.left_border : plan_.right_pin;
  const int b = side == Side::left ? plan_.left_pin : plan_.right_border;
  const auto rule = [&](std::string_view from, std::string_view line, std::string_view to) {
    std::string text(from);
    for (int x = a + 1; x < b; ++x) text += line;
    return text += to;
  };
  const std::string_view wall = theme_.unicode ? "│" : "|";
  for (std::size_t y = 0; y < routes_.rows.size(); ++y) {
    const SideRow& row = routes_.rows[y].at(side);
    const int at = static_cast<int>(y);
    switch (row.kind) {
      case SideRow::Kind::outside:
      case SideRow::Kind::heading: break;
      case SideRow::Kind::top:
        canvas_.text(at, a, theme_.unicode ? rule("╭", "─", "╮") : rule("+", "-", "+"), Ink::dim);
        break;
      case SideRow::Kind::bottom:
        canvas_.text(at, a, theme_.unicode ? rule("╰", "─", "╯") : rule("+", "-", "+"), Ink::dim);
        break;
      case SideRow::Kind::inside:
      case SideRow::Kind::contact:
        canvas_.text(at, a, wall, Ink::dim);
        canvas_.text(at, b, wall, Ink::dim);
        if (row.kind == SideRow::Kind::contact && row.place == 0) paint_contact(side, at, row);
    }
  }
}

void Painter::paint_contact(Side side, int y, const SideRow& row) {
  const ContactRef ref{row.end, row.contact};
  const std::string_view sign = mark(picture_, ref, theme_);
  const int width = side == Side::left ? plan_.name_left : plan_.name_right;
  const std::string name = fit(themed(contact(row).name, theme_), width, theme_.unicode);
  const Ink sign_ink = sign == "?" ? Ink::warn : Ink::bad;
  const Ink ink = !sign.empty() ? sign_ink : contact(row).dimmed ? Ink::dim : Ink::plain;
  const int toward = side == Side::left ? -1 : 1;
  const int edge = pin(side) + 2 * toward;  // the name's character nearest to the pin
  canvas_.text(y, side == Side::left ? edge - columns(name) + 1 : edge, name, ink);
  canvas_.text(y, edge + toward * (width + 1), sign, sign_ink);
}

void Painter::paint_ports(Side side) {
  std::vector<bool> labelled(art_.size());
  for (std::size_t y = 0; y < routes_.rows.size(); ++y) {
    const SideRow& row = routes_.rows[y].at(side);
    if (row.kind != SideRow::Kind::contact) continue;
    const bool first = row.wire && is_labelled(side, *row.wire) && !labelled[*row.wire];
    if (row.wire) labelled[*row.wire] = true;
    paint_port(side, static_cast<int>(y), row, first);
  }
}

void Painter::paint_port(Side side, int y, const SideRow& row, bool labelled) {
  const bool at_left = side == Side::left;
  const int x = pin(side);
  const ContactRef ref{row.end, row.contact};
  if (!row.wire) {
    canvas_.text(y, x, theme_.unicode ? "○" : "|", Ink::dim);
    return;
  }
  const WireArt& art = art_[*row.wire];
  const PictureWire& wire = picture_.wires[*row.wire];
  if (row.place == 0) {
    const bool live = conducts(ref);
    canvas_.text(y, x, live ? (theme_.unicode ? "●" : "o") : (theme_.unicode ? "○" : "|"),
                 art.thread.ink);
  } else {
    const bool last = row.place + 1 == row.places;
    const bool twin = art.thread.stroke == Stroke::twin;
    std::string_view elbow;
    if (!theme_.unicode)
      elbow = twin ? "#" : "+";
    else if (last)
      elbow = at_left ? (twin ? "╚" : "╰") : (twin ? "╝" : "╯");
    else
      elbow = at_left ? (twin ? "╠" : "├") : (twin ? "╣" : "┤");
    canvas_.text(y, x, elbow, art.thread.ink);
  }
  const int outward = at_left ? 1 : -1;
  if (wire.state == WireState::one_way) {
    const bool to_right = at_left == (ref == wire.contacts.front());
    canvas_.text_on(art.thread, y, x + 2 * outward,
                    to_right ? (theme_.unicode ? "►" : ">") : (theme_.unicode ? "◄" : "<"));
  }
  if (labelled && !art.label.empty()) {
    const int limit = at_left ? plan_.left_label : plan_.right_label;
    const std::string text = ' ' + fit(art.label, limit, theme_.unicode) + ' ';
    const int start = at_left ? x + 1 + lead : x - lead - columns(text);
    canvas_.text_on(art.thread, y, start, text);
  }
}

void Painter::paint_headings(Side side) {
  for (std::size_t y = 0; y < routes_.rows.size(); ++y) {
    const SideRow& row = routes_.rows[y].at(side);
    if (row.kind != SideRow::Kind::heading) continue;
    const PictureEnd& end = *picture_.end(row.end);
    const int at = static_cast<int>(y);
    const int home = side == Side::left ? plan_.left_border : plan_.right_pin;
    int room = 0;  // free columns beside the heading's place
    const auto is_free = [&](int x) { return canvas_.is_free(at, x); };
    const std::string name = themed(end.name, theme_), title = themed(end.title, theme_),
                      socket = themed(end.socket, theme_);
    while (is_free(home + room)) ++room;
    if (home + room < theme_.width) --room;
    const auto width = [](const std::string& text) { return text.empty() ? 0 : 2 + columns(text); };
    const bool show_title = columns(name) + width(title) <= room;
    const bool show_socket = columns(name) + width(title) + width(socket) <= room;
    const std::string shown = fit(name, room, theme_.unicode);
    canvas_.text(at, home, shown, Ink::bold);
    int x = home + columns(shown);
    if (show_title && !title.empty()) canvas_.text(at, x + 2, title, Ink::plain), x += width(title);
    if (show_socket && !socket.empty()) canvas_.text(at, x + 2, socket, Ink::dim);
  }
}

}  // namespace

std::optional<std::vector<Line>> paint(const WiringPicture& picture, const Routes& routes,
                                       const Theme& theme) {
  return Painter(picture, routes, theme).run();
}

}  // namespace buzzout
