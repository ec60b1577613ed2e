#pragma once

#include "cli/views/render.hpp"
#include "core/words.hpp"
#include "naming/identification.hpp"
#include "report/identification_json.hpp"

namespace buzzout {

// What a cable is, for a person: its name first, then what to do, the drawing, the differences.
std::vector<Line> render(const Identification&, const IdentificationContext&, const Theme&);

}  // namespace buzzout
