#include "catalog/places.hpp"

#include <fstream>
#include <string>

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

}  // namespace

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
