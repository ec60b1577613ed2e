#include <cmath>

#include "core/error.hpp"
#include "paper/document.hpp"
#include "paper/painter.hpp"

namespace buzzout {
namespace {

constexpr double kMostDots = 20000;  // a side; the library takes 32,767

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

int dots(double mm, double dpi) {
  const double out = std::round(mm / 25.4 * dpi);
  if (!(out >= 1 && out <= kMostDots))
    throw Error("paper-page", "a picture of that size cannot be made", "", "at most 20,000 dots a side: fewer dpi");
  return static_cast<int>(out);
}

}  // namespace

std::string to_png(const Page& page, double dpi) {
  require_possible(page);
  const int width = dots(page.size.width, dpi), height = dots(page.size.height, dpi);
  const Handle<cairo_surface_t> surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  require_painted(cairo_surface_status(surface.get()));
  const Handle<cairo_t> cr(cairo_create(surface.get()));
  cairo_set_source_rgb(cr.get(), 1, 1, 1);
  cairo_paint(cr.get());
  cairo_scale(cr.get(), dpi / 72, dpi / 72);
  paint(cr.get(), page);
  std::string out;
  require_painted(cairo_surface_write_to_png_stream(surface.get(), append, &out));
  return out;
}

}  // namespace buzzout
