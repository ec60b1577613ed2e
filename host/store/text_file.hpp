#pragma once

#include <filesystem>
#include <string>

namespace buzzout {

// Files that are there whole or not at all, whatever happens in between. Throw Error "file-unwritable" with the
// path and what the system said.

// "file-exists" if anything has that name, even a symlink to nothing.
void refuse_existing(const std::filesystem::path&);

// To be called with a path that somebody typed, before any work is done for it: "no-folder" if the folder is not there,
// "file-exists", and "file-unwritable" if nothing can be written there.
void require_place(const std::filesystem::path&);

// "file-exists" too if anything gets that name in the meantime. Makes the folders
// that are missing.
void write_new_file(const std::filesystem::path&, const std::string& bytes);

// "file-changed" unless the file has exactly the bytes `before` when its new ones take their place. A symlink stays;
// what it points to is replaced, and keeps its permissions.
void replace_file(const std::filesystem::path&, const std::string& before, const std::string& bytes);

}  // namespace buzzout
