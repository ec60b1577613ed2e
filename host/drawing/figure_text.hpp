#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// Untrusted text as a line of a figure that takes at most so much room, by text_room(); the cut is shown by "…".
std::string cut_to_room(std::string_view, double size, bool bold, double room);

// Untrusted text as lines of a figure, broken between words; a word that is too long for a line is cut as above.
std::vector<std::string> wrap_to_room(std::string_view, double size, bool bold, double room);

}  // namespace buzzout
