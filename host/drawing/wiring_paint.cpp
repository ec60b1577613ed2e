#include "drawing/wiring_art.hpp"
#include "drawing/wiring_boxes.hpp"
#include "drawing/wiring_looks.hpp"
#include "text/columns.hpp"

namespace buzzout {
namespace {

// Wires that need no trunk: straight ones, and stubs.
void paint_direct(Canvas& canvas, const Sketch& sketch) {
  const Plan& plan = sketch.plan;
  std::vector<bool> has_trunk(sketch.art.size());
  for (const Trunk& trunk : sketch.routes.trunks) has_trunk[trunk.wire] = true;
  for (std::size_t i = 0; i < sketch.routes.rows.size(); ++i) {
    const int y = static_cast<int>(i);
    const auto left = sketch.routes.rows[i].left.wire, right = sketch.routes.rows[i].right.wire;
    if (left && left == right && !has_trunk[*left]) {
      canvas.horizontal(y, plan.left_pin + 1, plan.right_pin - 1, sketch.art[*left].thread);
      continue;
    }
    if (left && !has_trunk[*left])
      canvas.horizontal(y, plan.left_pin + 1, plan.left_zone_end(), sketch.art[*left].thread);
    if (right && !has_trunk[*right])
      canvas.horizontal(y, plan.right_zone_begin(), plan.right_pin - 1, sketch.art[*right].thread);
  }
}

void paint_trunks(Canvas& canvas, const Sketch& sketch) {
  for (const Trunk& trunk : sketch.routes.trunks) {
    const Thread& thread = sketch.art[trunk.wire].thread;
    const int x = sketch.plan.trunk(trunk);
    canvas.vertical(x, trunk.top, trunk.bottom, thread);
    // Rows lead to the pins, or from one half of a wire to the other.
    int from = sketch.plan.left_pin + 1, to = sketch.plan.right_pin - 1;
    for (const Trunk& other : sketch.routes.trunks)
      if (other.wire == trunk.wire && other.column != trunk.column)
        (other.column > trunk.column ? to : from) = sketch.plan.trunk(other);
    for (const int row : trunk.left_rows) canvas.horizontal(row, from, x, thread);
    for (const int row : trunk.right_rows) canvas.horizontal(row, x, to, thread);
  }
}

// The pin in the box's wall; for a contact's second and further wires the bend that hangs from it.
std::string_view pin_sign(const Sketch& sketch, Side side, const SideRow& row) {
  if (row.place == 0)
    return row.wire && conducts(sketch.picture, {row.end, row.contact}) ? sketch.sign("●", "*")
                                                                        : sketch.sign("○", "o");
  const bool at_left = side == Side::left;
  const bool last = row.place + 1 == row.places;
  if (sketch.art[*row.wire].thread.stroke == Stroke::twin)
    return last ? sketch.sign(at_left ? "╚" : "╝", "#") : sketch.sign(at_left ? "╠" : "╣", "#");
  return last ? sketch.sign(at_left ? "╰" : "╯", "+") : sketch.sign(at_left ? "├" : "┤", "+");
}

// The wire's resistance behind the room of the labels, in the box of a resistor where it is not allowed.
void paint_ohms(Canvas& canvas, const Sketch& sketch, Side side, int y, const WireArt& art) {
  const Plan& plan = sketch.plan;
  const bool at_left = side == Side::left;
  const int room = at_left ? plan.left_ohms : plan.right_ohms;
  if (room == 0 || art.ohms.empty()) return;
  const int width = columns(art.ohms);
  // Units stand below each other, boxed or not.
  const int begin = at_left ? plan.left_pin + 2 + Plan::room(plan.left_label) + room - width
                            : plan.right_pin - Plan::room(plan.right_label) - width - columns(art.note) - 5;
  const std::string text = art.boxed ? std::string(sketch.sign("┤ ", "[ ")) + art.ohms + art.note + std::string(sketch.sign(" ├", " ]"))
                                     : " " + art.ohms + art.note + " ";
  canvas.text_on({art.thread.id, art.thread.stroke, art.ohms_ink}, y, begin + (art.boxed ? 0 : 1), text);
}

void paint_port(Canvas& canvas, const Sketch& sketch, Side side, int y, const SideRow& row,
                bool labelled) {
  const int pin = sketch.plan.pin(side);
  if (!row.wire) {
    canvas.text(y, pin, pin_sign(sketch, side, row), Ink::dim);
    return;
  }
  const bool at_left = side == Side::left;
  const WireArt& art = sketch.art[*row.wire];
  const PictureWire& wire = sketch.picture.wires[*row.wire];
  canvas.text(y, pin, pin_sign(sketch, side, row), art.thread.ink);
  if (wire.state == WireState::one_way) {
    const bool away = ContactRef{row.end, row.contact} == wire.contacts.front();
    canvas.text_on(art.thread, y, at_left ? pin + 2 : pin - 2,
                   away == at_left ? sketch.sign("►", ">") : sketch.sign("◄", "<"));
  }
  if (labelled) paint_ohms(canvas, sketch, side, y, art);
  if (labelled && !art.label.empty()) {
    const int room = at_left ? sketch.plan.left_label : sketch.plan.right_label;
    const std::string label = ' ' + fit(art.label, room, sketch.theme.unicode) + ' ';
    canvas.text_on(art.thread, y,
                   at_left ? pin + 1 + Plan::lead : pin - Plan::lead - columns(label), label);
  }
}

void paint_ports(Canvas& canvas, const Sketch& sketch, Side side) {
  std::vector<bool> labelled(sketch.art.size());
  for (std::size_t y = 0; y < sketch.routes.rows.size(); ++y) {
    const SideRow& row = sketch.routes.rows[y].at(side);
    if (row.kind != SideRow::Kind::contact) continue;
    const bool first =
        row.wire && is_labelled_at(side, sketch.routes, *row.wire) && !labelled[*row.wire];
    if (row.wire) labelled[*row.wire] = true;
    paint_port(canvas, sketch, side, static_cast<int>(y), row, first);
  }
}

}  // namespace

std::optional<std::vector<Line>> paint(const WiringPicture& picture, const Routes& routes,
                                       const Theme& theme) {
  auto art = art_of_wires(picture, theme);
  const auto plan = plan_columns(picture, routes, art, theme);
  if (!plan) return std::nullopt;
  const Sketch sketch{picture, routes, theme, std::move(art), *plan};
  Canvas canvas(theme.width, static_cast<int>(routes.rows.size()), theme.unicode);
  paint_direct(canvas, sketch);
  paint_trunks(canvas, sketch);
  for (const Side side : {Side::left, Side::right}) {
    paint_boxes(canvas, sketch, side);
    paint_ports(canvas, sketch, side);
  }
  for (const Side side : {Side::left, Side::right}) paint_headings(canvas, sketch, side);
  if (canvas.collided()) return std::nullopt;
  return canvas.lines();
}

}  // namespace buzzout
