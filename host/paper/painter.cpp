#include "paper/painter.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.hpp"
#include "paper/text_layout.hpp"

namespace buzzout {
namespace {

constexpr double kLargestMm = 5000;  // a PDF page has at most 200 inches a side

void set_colour(cairo_t* cr, PaperColour colour) {
  const auto part = [&](int shift) { return (colour.rgb >> shift & 0xFFU) / 255.0; };
  cairo_set_source_rgb(cr, part(16), part(8), part(0));
}

void set_pen(cairo_t* cr, const Pen& pen) {
  set_colour(cr, pen.colour);
  cairo_set_line_width(cr, pen.width * kPointsPerMm);
  cairo_set_line_cap(cr, pen.dashes.empty() ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  std::vector<double> dashes = pen.dashes;
  for (auto& length : dashes) length *= kPointsPerMm;
  cairo_set_dash(cr, dashes.data(), static_cast<int>(dashes.size()), 0);
}

// Fills and strokes the path that was drawn.
template <typename Shape>
void ink(cairo_t* cr, const Shape& shape) {
  if (shape.fill) {
    set_colour(cr, *shape.fill);
    cairo_fill_preserve(cr);
  }
  if (shape.pen) {
    set_pen(cr, *shape.pen);
    cairo_stroke_preserve(cr);
  }
  cairo_new_path(cr);
}

void print(cairo_t* cr, const PrintedText& it) {
  const Handle<PangoLayout> layout = lay_out(it.text, it.style, {it.box.width, it.box.height});
  const PaperSize size = size_of(layout.get());
  double x = it.box.x * kPointsPerMm, y = it.box.y * kPointsPerMm;
  const double spare_width = it.box.width * kPointsPerMm - size.width;
  const double spare_height = it.box.height * kPointsPerMm - size.height;
  if (it.style.fit == TextFit::line && it.style.align != TextAlign::left)
    x += spare_width * (it.style.align == TextAlign::centre ? 0.5 : 1);
  if (it.style.place != TextPlace::top) y += spare_height * (it.style.place == TextPlace::middle ? 0.5 : 1);
  set_colour(cr, it.style.colour);
  cairo_move_to(cr, x, y);
  pango_cairo_show_layout(cr, layout.get());
  cairo_new_path(cr);
}

void print(cairo_t* cr, const PrintedLine& it) {
  for (const auto& point : it.points) cairo_line_to(cr, point.x * kPointsPerMm, point.y * kPointsPerMm);
  if (it.closed) cairo_close_path(cr);
  ink(cr, it);
}

void print(cairo_t* cr, const PrintedBox& it) {
  const double x = it.box.x * kPointsPerMm, y = it.box.y * kPointsPerMm;
  const double width = it.box.width * kPointsPerMm, height = it.box.height * kPointsPerMm;
  const double radius = std::min({it.radius * kPointsPerMm, width / 2, height / 2});
  if (radius <= 0) {
    cairo_rectangle(cr, x, y, width, height);
  } else {
    const double right_angle = std::numbers::pi / 2;
    cairo_arc(cr, x + width - radius, y + radius, radius, -right_angle, 0);
    cairo_arc(cr, x + width - radius, y + height - radius, radius, 0, right_angle);
    cairo_arc(cr, x + radius, y + height - radius, radius, right_angle, 2 * right_angle);
    cairo_arc(cr, x + radius, y + radius, radius, 2 * right_angle, 3 * right_angle);
    cairo_close_path(cr);
  }
  ink(cr, it);
}

void print(cairo_t* cr, const PrintedCircle& it) {
  cairo_arc(cr, it.centre.x * kPointsPerMm, it.centre.y * kPointsPerMm, it.radius * kPointsPerMm, 0,
            2 * std::numbers::pi);
  cairo_close_path(cr);
  ink(cr, it);
}

}  // namespace

void paint(cairo_t* cr, const Page& page) {
  for (const auto& mark : page.marks) std::visit([&](const auto& it) { print(cr, it); }, mark);
  require_painted(cairo_status(cr));
}

void require_painted(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS)
    throw Error("paper-failed", std::string("the page cannot be drawn: ") + cairo_status_to_string(status));
}

cairo_status_t append_to_string(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void require_possible(const Page& page) {
  const auto possible = [](double mm) { return std::isfinite(mm) && mm >= 1 && mm <= kLargestMm; };
  if (!possible(page.size.width) || !possible(page.size.height))
    throw Error("paper-page", "a page cannot have that size", "", "1 mm to 5 m a side");
}

}  // namespace buzzout
