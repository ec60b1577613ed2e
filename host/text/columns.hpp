#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// Columns that printable text takes: 2 for wide characters, 0 for combining marks.
int columns(std::string_view);

// Printable text as the characters one sees: each a base with its combining marks.
std::vector<std::string> characters(std::string_view);

// The text cut to at most `width` columns, the cut shown by "…" ("~" without Unicode).
std::string fit(std::string_view, int width, bool unicode);

}  // namespace buzzout
