#pragma once

#include <string>

#include "drawing/figure.hpp"

namespace buzzout {

// The figure as an SVG file of its own: nothing is loaded from elsewhere, and it is light, dark or for paper as who
// shows it wants. UTF-8.
std::string svg_file(const Figure&);

}  // namespace buzzout
