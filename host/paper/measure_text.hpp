#pragma once

#include <string>

#include "paper/text_style.hpp"

namespace buzzout {

// A piece of text longer than this is Error "paper-text-too-long". Bytes.
inline constexpr std::size_t kMostTextBytes = 64 * 1024;

// What the text takes in a box of that width and, with TextFit::ellipsis, height (0: one line): the widest line and
// all lines' height in millimetres. Exactly what is printed later. Text that is not UTF-8 is shown with U+FFFD in the
// bad places. Throws Error "paper-text-too-long", "paper-style" (a size or family that cannot be), "paper-no-fonts".
PaperSize measure_text(const std::string& text, const TextStyle&, double width, double height = 0);

}  // namespace buzzout
