#pragma once

#include <string>

namespace buzzout {

// A word as a POSIX shell takes it: in quotes where it has anything but letters, digits and `%+,-./:=@_`.
std::string shell_word(const std::string&);

}  // namespace buzzout
