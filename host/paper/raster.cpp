#include "paper/raster.hpp"

#include <cmath>

#include "core/error.hpp"
#include "paper/painter.hpp"

namespace buzzout {
namespace {

constexpr double kMostDots = 20000;  // a side; the library takes 32,767

int dots(double mm, double dpi) {
  const double out = std::round(mm / 25.4 * dpi);
  if (!(out >= 1 && out <= kMostDots))
    throw Error("paper-page", "a picture of that size cannot be made", "", "at most 20,000 dots a side: fewer dpi");
  return static_cast<int>(out);
}

}  // namespace

Handle<cairo_surface_t> rasterize(const Page& page, double dpi) {
  require_possible(page);
  const int width = dots(page.size.width, dpi), height = dots(page.size.height, dpi);
  Handle<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  require_painted(cairo_surface_status(surface.get()));
  const Handle<cairo_t> cr(cairo_create(surface.get()));
  cairo_set_source_rgb(cr.get(), 1, 1, 1);
  cairo_paint(cr.get());
  cairo_scale(cr.get(), dpi / 72, dpi / 72);
  paint(cr.get(), page);
  cairo_surface_flush(surface.get());
  return surface;
}

}  // namespace buzzout
