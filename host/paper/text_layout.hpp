#pragma once

#include "paper/handles.hpp"
#include "paper/text_style.hpp"

namespace buzzout {

inline constexpr double kPointsPerMm = 72 / 25.4;

// The text as it is set in a box, in points. `colours` and places do not matter to it.
Handle<PangoLayout> lay_out(const std::string& text, const TextStyle&, PaperSize box);

// Points.
PaperSize size_of(PangoLayout*);

}  // namespace buzzout
