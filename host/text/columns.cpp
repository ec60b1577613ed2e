#include "text/columns.hpp"

#include <utf8proc.h>

#include "text/utf8.hpp"

namespace buzzout {

int columns(std::string_view text) {
  int total = 0;
  for_each_code_point(text, [&](const CodePoint& point) {
    if (point.valid && !is_combining(point.value)) total += utf8proc_charwidth(static_cast<utf8proc_int32_t>(point.value));
  });
  return total;
}

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> all;
  for_each_code_point(text, [&](const CodePoint& point) {
    if (!all.empty() && point.valid && is_combining(point.value))
      all.back() += point.bytes;
    else
      all.emplace_back(point.bytes);
  });
  return all;
}

std::string fit(std::string_view text, int width, bool unicode) {
  if (columns(text) <= width) return std::string(text);
  if (width <= 0) return {};
  std::string out;
  int used = 0;
  for (const std::string& character : characters(text)) {
    used += columns(character);
    if (used > width - 1) break;
    out += character;
  }
  return out + (unicode ? "…" : "~");
}

}  // namespace buzzout
