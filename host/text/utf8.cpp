#include "text/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace buzzout {
namespace {

struct Range {
  char32_t first, last;
};

constexpr Range kControls[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C}, {0x200E, 0x200F},
                               {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF}};

}  // namespace

CodePoint first_code_point(std::string_view text) {
  if (const auto byte = static_cast<unsigned char>(text.front()); byte < 0x80) return {byte, text.substr(0, 1), true};
  utf8proc_int32_t value = -1;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &value);
  if (length <= 0) return {0xFFFD, text.substr(0, 1), false};
  return {static_cast<char32_t>(value), text.substr(0, static_cast<std::size_t>(length)), true};
}

bool is_utf8(std::string_view text) {
  bool out = true;
  for_each_code_point(text, [&](const CodePoint& point) { out = out && point.valid; });
  return out;
}

bool is_combining(char32_t c) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

bool is_control(char32_t c) {
  return std::ranges::any_of(kControls, [&](const Range& r) { return c >= r.first && c <= r.last; });
}

}  // namespace buzzout
