#pragma once

#include <filesystem>

namespace buzzout {

// Where the library is that came with a program: the source tree, if the program lies where it was built (a file
// beside it says which tree that is); else where it is installed. The folder need not be there. Empty if the
// program's own place is not known. No other folder above a program is a library, whatever it is called.
std::filesystem::path shipped_library(const std::filesystem::path& program);

// The name of the file beside a program that was not installed, which says where its source tree is.
inline constexpr const char* kSourceTreeFile = "buzzout.source-tree";

}  // namespace buzzout
