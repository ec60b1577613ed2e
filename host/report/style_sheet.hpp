#pragma once

#include <string>

namespace buzzout {

// How pages look, on screens light and dark, and on A4.
std::string style_sheet();

}  // namespace buzzout
