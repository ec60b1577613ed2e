#include "paper/document.hpp"
#include "paper/painter.hpp"
#include "paper/raster.hpp"

namespace buzzout {
namespace {

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string to_png(const Page& page, double dpi) {
  std::string out;
  require_painted(cairo_surface_write_to_png_stream(rasterize(page, dpi).get(), append, &out));
  return out;
}

}  // namespace buzzout
