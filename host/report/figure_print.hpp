#pragma once

#include "drawing/figure.hpp"
#include "paper/page.hpp"

namespace buzzout {

// Prints a figure with its left upper corner there, a unit of it so many millimetres.
void print(Page&, const Figure&, PaperPoint at, double scale);

PaperColour colour_of(FigureLook);

}  // namespace buzzout
