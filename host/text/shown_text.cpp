#include "text/shown_text.hpp"

#include "text/printable.hpp"
#include "text/utf8.hpp"

namespace buzzout {
namespace {

bool is_space(char32_t c) { return c == '\t' || c == '\n' || c == '\r'; }

bool is_shown(char32_t c) {
  const bool is_c0_or_c1 = c < 0x20 || (c >= 0x7F && c < 0xA0);
  return !is_c0_or_c1 && c != 0xFFFE && c != 0xFFFF;
}

std::string shown(std::string_view text, bool with_spaces) {
  std::string out;
  for_each_code_point(text, [&](const CodePoint& point) {
    if (point.valid && (is_shown(point.value) || (with_spaces && is_space(point.value))))
      out += point.bytes;
    else
      out += escaped(point);
  });
  return out;
}

}  // namespace

std::string shown_text(std::string_view text) { return shown(text, true); }

std::string shown_line(std::string_view text) { return shown(text, false); }

}  // namespace buzzout
