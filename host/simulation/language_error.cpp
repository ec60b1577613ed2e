#include "simulation/language_error.hpp"

#include <algorithm>

#include "text/columns.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

std::size_t shown_columns(std::string_view text) { return static_cast<std::size_t>(columns(printable(text))); }

}  // namespace

Error language_error(std::string_view text, std::size_t offset, std::size_t length,
                     std::string message, std::string remedy) {
  const std::size_t carets = std::max<std::size_t>(1, shown_columns(text.substr(offset, length)));
  return {
      "cable-language", std::move(message),
      printable(text) + "\n" + std::string(shown_columns(text.substr(0, offset)), ' ') + std::string(carets, '^'),
      std::move(remedy)};
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

}  // namespace buzzout
