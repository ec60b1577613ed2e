#include "rules/sources.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace buzzout::rules {
namespace {

namespace fs = std::filesystem;

const fs::path kProject = BUZZOUT_SOURCE_DIR;

void read(const fs::path& file, std::vector<Line>& into) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  const std::string name = fs::relative(file, kProject).generic_string();
  std::string text;
  for (int number = 1; std::getline(in, text); ++number) into.push_back({name, number, text});
}

// Of tests/old: what a version left behind is not changed.
bool is_version(const std::string& name) { return name.find_first_not_of("0123456789.") == std::string::npos; }

}  // namespace

bool is_in(const std::string& file, const std::string& folder) {
  return file == folder || file.starts_with(folder + "/");
}

std::vector<Line> lines_of(const std::vector<std::string>& roots) {
  std::vector<fs::path> files;
  for (const auto& root : roots) {
    if (fs::is_regular_file(kProject / root)) {
      files.push_back(kProject / root);
      continue;
    }
    for (auto at = fs::recursive_directory_iterator(kProject / root);
         at != fs::recursive_directory_iterator(); ++at) {
      const std::string name = at->path().filename().string();
      if (at->is_directory() &&
          (name == "build" || name == "corpus" || name == "finds" || name.starts_with('.') || is_version(name)))
        at.disable_recursion_pending();
      else if (at->is_regular_file() && !name.ends_with(".swp"))
        files.push_back(at->path());
    }
  }
  std::ranges::sort(files);
  std::vector<Line> out;
  for (const auto& file : files) read(file, out);
  return out;
}

}  // namespace buzzout::rules
