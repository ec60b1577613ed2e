#pragma once

#include <filesystem>
#include <string>

#include "core/error.hpp"

namespace buzzout {

// What SQLite's result code means to whoever keeps records, and what to do about it.
Error store_error(int sqlite_result, const std::string& said, const std::filesystem::path& file);

// Codes that others throw too.
Error store_corrupt(const std::string& what, const std::filesystem::path& file);

// What the system said of the file.
Error unwritable_store(const std::filesystem::path&, int problem);
Error unreadable_store(const std::filesystem::path&, int problem);

}  // namespace buzzout
