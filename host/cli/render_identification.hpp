#pragma once

#include "cli/render.hpp"
#include "naming/identification.hpp"
#include "report/identification_json.hpp"

namespace buzzout {

// What a cable is, for a person: its name first, then what to do, the drawing, the differences.
std::vector<Line> render(const Identification&, const IdentificationContext&, const Theme&);

// What one types for a profile: its first alias if it has one.
std::string short_name(const Profile&);

}  // namespace buzzout
