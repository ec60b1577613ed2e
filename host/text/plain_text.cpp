#include "text/plain_text.hpp"

#include <utf8proc.h>

#include "text/utf8.hpp"

namespace buzzout {
namespace {

constexpr char32_t kJoiner = 0x200D, kNonJoiner = 0x200C;  // make one letter or picture of two

bool is_seen(char32_t letter) {
  if (letter == kJoiner || letter == kNonJoiner) return true;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(letter))) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return false;
    default:
      return true;
  }
}

}  // namespace

bool is_plain_text(std::string_view text) {
  bool out = true;
  for_each_code_point(text, [&](const CodePoint& point) { out = out && point.valid && is_seen(point.value); });
  return out;
}

}  // namespace buzzout
