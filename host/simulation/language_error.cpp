#include "simulation/language_error.hpp"

#include <algorithm>
#include <cctype>

namespace buzzout {
namespace {

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

}  // namespace

Error language_error(std::string_view text, std::size_t offset, std::size_t length,
                     std::string message, std::string remedy) {
  std::string shown(text);
  for (char& c : shown)
    if (std::iscntrl(static_cast<unsigned char>(c)) != 0) c = '?';
  const std::size_t carets = std::max<std::size_t>(1, columns(text.substr(offset, length)));
  return {
      "cable-language", std::move(message),
      shown + "\n" + std::string(columns(text.substr(0, offset)), ' ') + std::string(carets, '^'),
      std::move(remedy)};
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

}  // namespace buzzout
