#include "docs/shell.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "cli/commands/commands.hpp"

namespace buzzout::docs {
namespace {

namespace fs = std::filesystem;

const std::string kAnything = "…";

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "buzzout-docs-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  return name;
}

bool line_matches(const std::string& shown, const std::string& real) {
  std::size_t at = 0, from = 0;
  for (bool first = true;; first = false) {
    const std::size_t end = shown.find(kAnything, from);
    const std::string piece = shown.substr(from, end - from);
    if (end == std::string::npos) {
      if (first) return real == shown;
      return real.size() >= at + piece.size() && real.ends_with(piece);
    }
    at = first ? (real.starts_with(piece) ? 0 : std::string::npos) : real.find(piece, at);
    if (at == std::string::npos) return false;
    at += piece.size();
    from = end + kAnything.size();
  }
}

bool matches_from(const std::vector<std::string>& shown, std::size_t s,
                  const std::vector<std::string>& real, std::size_t r) {
  if (s == shown.size()) return r == real.size();
  if (shown[s].find_first_not_of(' ') != std::string::npos &&
      shown[s].substr(shown[s].find_first_not_of(' ')) == kAnything) {
    for (std::size_t skip = r; skip <= real.size(); ++skip)
      if (matches_from(shown, s + 1, real, skip)) return true;
    return false;
  }
  return r < real.size() && line_matches(shown[s], real[r]) && matches_from(shown, s + 1, real, r + 1);
}

}  // namespace

Desk::Desk() : folder_(new_folder()), before_(fs::current_path()) { fs::current_path(folder_); }

Desk::~Desk() {
  fs::current_path(before_);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Desk::write(const std::string& file, const std::string& text) const {
  fs::create_directories((folder_ / file).parent_path());
  std::ofstream(folder_ / file) << text;
}

Desk::Result Desk::run(const std::string& command, bool colour) const {
  std::istringstream words(command), in;
  std::string word;
  words >> word;
  if (word != "buzzout") throw std::runtime_error("not a command of ours: " + command);
  std::vector<std::string> arguments;
  while (words >> word) arguments.push_back(word);
  std::ostringstream out, err;
  const Theme theme{colour, true, 80};
  Environment environment{in,
                          out,
                          err,
                          theme,
                          theme,
                          false,
                          {{folder_ / "data", BUZZOUT_SOURCE_DIR}, "build/release/firmware", folder_ / "config.yaml", folder_ / "data"}};
  Result result;
  result.status = buzzout::run(arguments, environment);
  result.text = out.str() + err.str();
  return result;
}

bool matches(const std::vector<std::string>& shown, const std::vector<std::string>& real) {
  return matches_from(shown, 0, real, 0);
}

}  // namespace buzzout::docs
