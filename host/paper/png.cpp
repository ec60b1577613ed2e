#include "paper/document.hpp"
#include "paper/painter.hpp"
#include "paper/raster.hpp"

namespace buzzout {
std::string to_png(const Page& page, double dpi) {
  std::string out;
  require_painted(cairo_surface_write_to_png_stream(rasterize(page, dpi).get(), append_to_string, &out));
  return out;
}

}  // namespace buzzout
