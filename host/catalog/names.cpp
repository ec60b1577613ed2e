#include "catalog/names.hpp"

namespace buzzout {

bool follows(const NameRule& rule, std::string_view name) {
  if (name.empty() || name.size() > rule.longest) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    const bool other = rule.others.find(c) != std::string_view::npos;
    if (i == 0 ? !(letter || (digit && !rule.letter_first)) : !(letter || digit || other))
      return false;
  }
  return true;
}

}  // namespace buzzout
