#pragma once

#include "paper/handles.hpp"
#include "paper/page.hpp"

namespace buzzout {

// The page as dots, CAIRO_FORMAT_RGB24. Throws as to_png().
Handle<cairo_surface_t> rasterize(const Page&, double dpi);

}  // namespace buzzout
