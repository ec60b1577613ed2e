#include "paper/bitmap.hpp"

#include "paper/raster.hpp"

namespace buzzout {
namespace {

bool is_dark(std::uint32_t rgb) { return (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF) < 3 * 128; }

}  // namespace

Bitmap to_bitmap(const Page& page, double dpi) {
  const Handle<cairo_surface_t> surface = rasterize(page, dpi);
  Bitmap out{cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()), {}};
  const unsigned char* row = cairo_image_surface_get_data(surface.get());
  for (int y = 0; y < out.height; ++y, row += cairo_image_surface_get_stride(surface.get())) {
    const auto* dots = reinterpret_cast<const std::uint32_t*>(row);
    auto& bytes = out.rows.emplace_back(static_cast<std::size_t>((out.width + 7) / 8), std::uint8_t{0});
    for (int x = 0; x < out.width; ++x)
      if (is_dark(dots[x])) bytes[static_cast<std::size_t>(x / 8)] |= static_cast<std::uint8_t>(0x80 >> x % 8);
  }
  return out;
}

}  // namespace buzzout
