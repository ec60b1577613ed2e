#pragma once

#include <string_view>

namespace buzzout {

struct CodePoint {
  char32_t value = 0xFFFD;
  std::string_view bytes;  // of the text, at least one
  bool valid = false;      // false: one byte that is not UTF-8, as of an overlong form or a surrogate
};

// The first code point of a text that is not empty.
CodePoint first_code_point(std::string_view text);

template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    visit(point);
    text.remove_prefix(point.bytes.size());
  }
}

bool is_utf8(std::string_view text);

// A byte behind the first one of a code point.
constexpr bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Stands on the character before it: an accent.
bool is_combining(char32_t);

// Controls of C0 and C1, line and paragraph separators, and the marks that change the direction of
// writing: what could make a terminal show something else than the file says.
bool is_control(char32_t);

}  // namespace buzzout
