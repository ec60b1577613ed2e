#pragma once

#include <string_view>

namespace buzzout {

// Whether text prints as what it is: UTF-8 without control characters, line ends, and marks that change the
// direction of writing or cannot be seen.
bool is_plain_text(std::string_view);

}  // namespace buzzout
