#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace buzzout {

// An Error "cable-language" whose `where` is the text and, under it, carets below `length` bytes
// from byte `offset` (at least one caret). Control characters of the text are shown as '?', so that
// `where` is always two lines and the carets stand right, whatever was typed.
Error language_error(std::string_view text, std::size_t offset, std::size_t length,
                     std::string message, std::string remedy);

// The candidate nearest to `word` when it is near enough to be what was meant; else empty. Case is
// ignored. Distance: edits of one character, two neighbours exchanged counting as one.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

// The number of one-character edits from `a` to `b`, as `nearest` counts them.
std::size_t edit_distance(std::string_view a, std::string_view b);

// "a, b, c".
std::string listed(const std::vector<std::string>& words);

}  // namespace buzzout
