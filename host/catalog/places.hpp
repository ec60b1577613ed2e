#pragma once

#include <filesystem>
#include <vector>

namespace buzzout {

// Where the files of one user of the program are.
struct Places {
  std::vector<std::filesystem::path> library;  // folders with profiles/ and fixtures/; the first that has a name wins
  std::filesystem::path firmware;              // has buzzout-<board>.hex
  std::filesystem::path config_file;
  std::filesystem::path data;          // what is remembered between runs
  std::filesystem::path shipped = {};  // the library that came with the program, the last of `library`; may be empty

  std::filesystem::path records() const { return data / "records.sqlite"; }
  std::filesystem::path calibrations() const { return data / "calibrations"; }  // a folder
};

// $XDG_CONFIG_HOME/buzzout and $XDG_DATA_HOME/buzzout, or below the user's home folder. The user's own profiles and
// fixtures are in the latter; then comes the library that came with the program.
Places process_places();

// Where the library is that came with a program: the source tree, if the program lies where it was built (a file
// beside it says which tree that is); else where it is installed. The folder need not be there. Empty if the
// program's own place is not known. No other folder above a program is a library, whatever it is called.
std::filesystem::path shipped_library(const std::filesystem::path& program);

// The name of the file beside a program that was not installed, which says where its source tree is.
inline constexpr const char* kSourceTreeFile = "buzzout.source-tree";

}  // namespace buzzout
