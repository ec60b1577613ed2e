#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

inline constexpr int kBigRows = 5;

// A word of capital letters and spaces, five rows high, six columns a letter, to be read from across the room. Blocks,
// or '#' without Unicode.
std::vector<std::string> big_text(std::string_view, bool unicode);

}  // namespace buzzout
