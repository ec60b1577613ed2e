#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace buzzout {

// Whether a text has every word in it, in capitals or not.
inline bool has_words(const std::string& text, const std::vector<std::string>& words) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  const auto same = [&](char a, char b) { return lower(a) == lower(b); };
  return std::ranges::all_of(words, [&](const std::string& word) {
    return word.empty() || std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
  });
}

}  // namespace buzzout
