#include "cli/terminal/locale_name.hpp"

#include <string>

namespace buzzout {

bool has_utf8(std::string_view locale) {
  locale = locale.substr(0, locale.find('@'));
  if (const auto dot = locale.rfind('.'); dot != std::string_view::npos) locale.remove_prefix(dot + 1);
  std::string plain;  // as the C library compares them: letters and digits, of any case
  for (const char c : locale) {
    if (c >= 'A' && c <= 'Z')
      plain += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      plain += c;
  }
  return plain == "utf8";
}

}  // namespace buzzout
