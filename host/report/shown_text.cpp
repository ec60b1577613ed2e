#include "report/shown_text.hpp"

#include <algorithm>

#include "drawing/style.hpp"

namespace buzzout {
namespace {

bool is_space(char c) { return c == '\t' || c == '\n' || c == '\r'; }

// Bytes of the code point that a character begins with.
std::size_t first_length(std::string_view character) {
  std::size_t length = 1;
  while (length < character.size() && (static_cast<unsigned char>(character[length]) & 0xC0U) == 0x80) ++length;
  return length;
}

bool is_shown(std::string_view point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(point[i]); };
  if (point.size() == 1) return is_space(point[0]) || (byte(0) >= 0x20 && byte(0) < 0x7F);
  if (point.size() == 2) return byte(0) != 0xC2 || byte(1) >= 0xA0;
  return !(point.size() == 3 && byte(0) == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE);
}

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

std::string shown_text(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out;
  for (const std::string& character : characters(text)) {
    const std::string_view first = std::string_view(character).substr(0, first_length(character));
    out += is_shown(first) ? std::string(first) : printable(first);
    out += character.substr(first.size());
  }
  return out;
}

std::string shown_line(std::string_view text) {
  std::string out;
  for (const char c : shown_text(text)) out += is_space(c) ? printable(std::string_view(&c, 1)) : std::string(1, c);
  return out;
}

}  // namespace buzzout
