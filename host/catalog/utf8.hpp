#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace buzzout {

struct CodePoint {
  char32_t value;
  std::size_t bytes;  // taken from the text, at least 1
  bool valid;  // false: not UTF-8 (overlong forms and surrogates are not); one byte was taken
};

// The first code point of a text that is not empty.
CodePoint first_code_point(std::string_view text);

bool is_utf8(std::string_view text);

// Controls of C0 and C1, line and paragraph separators, and the marks that change the direction of
// writing: what could make a terminal show something else than the file says.
bool is_control(char32_t);

// Terminal columns: 0 for combining marks, 2 for East Asian wide characters and emoji, else 1.
unsigned display_width(char32_t);

// `text` made safe to show: controls and broken UTF-8 become U+FFFD, and what exceeds `most` code
// points becomes an ellipsis.
std::string printed_safely(std::string_view text, std::size_t most = 4096);

// A name from a hostile file as messages show it: `shown`, short, between backquotes.
std::string in_quotes(std::string_view name);

}  // namespace buzzout
