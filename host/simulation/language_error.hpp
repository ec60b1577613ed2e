#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace buzzout {

// An Error "cable-language" whose `where` is the text and, under it, carets below `length` bytes
// from byte `offset` (at least one caret). The text is made printable(), so that `where` is always
// two lines and the carets stand right, whatever was typed.
Error language_error(std::string_view text, std::size_t offset, std::size_t length,
                     std::string message, std::string remedy);

// "a, b, c".
std::string listed(const std::vector<std::string>& words);

}  // namespace buzzout
