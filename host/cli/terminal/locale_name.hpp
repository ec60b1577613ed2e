#pragma once

#include <string_view>

namespace buzzout {

// Whether a locale, as LC_ALL, LC_CTYPE or LANG names it, has UTF-8, however that is spelt: en_US.UTF-8, C.utf8,
// de_DE.utf-8@euro, or UTF-8 alone, which ssh brings from a Mac.
bool has_utf8(std::string_view locale);

}  // namespace buzzout
