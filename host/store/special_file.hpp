#pragma once

#include <filesystem>
#include <string>

namespace buzzout {

// What a path is that is no ordinary file: "a named pipe", "a device", "a socket", "a folder". Empty for an ordinary
// file, and for nothing. To be asked before a file is opened whose name somebody may have given: a pipe holds whoever
// opens it until somebody else comes.
std::string special_file(const std::filesystem::path&);

}  // namespace buzzout
