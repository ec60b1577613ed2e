#include "paper/plain_text.hpp"

#include <glib.h>

namespace buzzout {
namespace {

constexpr gunichar kJoiner = 0x200D, kNonJoiner = 0x200C;  // make one letter or picture of two

bool is_seen(gunichar letter) {
  if (letter == kJoiner || letter == kNonJoiner) return true;
  switch (g_unichar_type(letter)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return false;
    default:
      return true;
  }
}

}  // namespace

bool is_plain_text(const std::string& text) {
  if (g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) == FALSE) return false;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end; at = g_utf8_next_char(at))
    if (!is_seen(g_utf8_get_char(at))) return false;
  return true;
}

}  // namespace buzzout
