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

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
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

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      const bool exchanged = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                             lower(a[i - 2]) == lower(b[j - 1]);
      if (exchanged) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongestWord = 64;  // beyond it nothing is a slip of the finger
  if (word.size() > kLongestWord) return {};
  std::size_t best = word.size() / 3 + 2;
  std::string found;
  for (const auto& c : candidates) {
    if (const auto d = edit_distance(word, c); d < best) {
      best = d;
      found = c;
    }
  }
  return found;
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

}  // namespace buzzout
