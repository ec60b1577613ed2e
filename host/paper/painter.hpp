#pragma once

#include "paper/handles.hpp"
#include "paper/page.hpp"

namespace buzzout {

// Prints on a surface whose unit is the point.
void paint(cairo_t*, const Page&);

// Throws Error "paper-failed" with what cairo says, unless all is well.
void require_painted(cairo_status_t);

// For the streams of cairo: `closure` is a std::string.
cairo_status_t append_to_string(void* closure, const unsigned char* data, unsigned int length);

// Throws Error "paper-page" for a size that cannot be.
void require_possible(const Page&);

}  // namespace buzzout
