#include "catalog/places.hpp"

#include <cstdlib>
#include <fstream>
#include <string>

#include "catalog/home_folder.hpp"

namespace buzzout {
namespace {

namespace fs = std::filesystem;

// Only this program's source tree says so, and no folder that happens to have profiles in it.
bool is_source_tree(const fs::path& folder) {
  std::ifstream in(folder / "CMakeLists.txt");
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("project(buzzout ")) return true;
  return false;
}

// Of ours below a folder that a variable names, or below the user's home.
fs::path own_folder(const char* variable, const char* below_home) {
  const char* value = std::getenv(variable);
  if (value != nullptr && *value == '/') return fs::path(value) / "buzzout";
  const fs::path home = home_folder();
  return (home.empty() ? fs::path("/") : home) / below_home / "buzzout";
}

}  // namespace

Places process_places() {
  Places out;
  out.config_file = own_folder("XDG_CONFIG_HOME", ".config") / "config.yaml";
  out.data = own_folder("XDG_DATA_HOME", ".local/share");
  out.library.push_back(out.data);
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  out.shipped = shipped_library(program);
  if (!out.shipped.empty()) out.library.push_back(out.shipped);
  for (const fs::path& candidate : {program.parent_path() / "firmware",
                                    program.parent_path().parent_path() / "share/buzzout/firmware"})
    if (fs::is_directory(candidate, ignored) && out.firmware.empty()) out.firmware = candidate;
  return out;
}

fs::path shipped_library(const fs::path& program) {
  if (!program.is_absolute()) return {};
  const fs::path folder = program.parent_path();
  std::string written;
  if (std::ifstream in(folder / kSourceTreeFile); std::getline(in, written)) {
    const fs::path tree = (folder / written).lexically_normal();
    if (is_source_tree(tree)) return tree.has_filename() ? tree : tree.parent_path();
  }
  return (folder / BUZZOUT_LIBRARY_FROM_PROGRAM).lexically_normal();
}

}  // namespace buzzout
