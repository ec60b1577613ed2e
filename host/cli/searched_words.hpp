#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace buzzout {

// Whether a text has every word in it, in capitals or not.
inline bool has_words(const std::string& text, const std::vector<std::string>& words) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::all_of(words, [&](const std::string& word) {
    return word.empty() || !std::ranges::search(text, word, {}, lower, lower).empty();
  });
}

}  // namespace buzzout
