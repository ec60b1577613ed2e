#pragma once

#include <filesystem>
#include <string>
#include <vector>

// The program as a document's reader runs it: no jig, fresh settings, a terminal of 80 columns.
namespace buzzout::docs {

// A new empty folder, the working directory while it lives, and gone with it.
class Desk {
 public:
  Desk();
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void write(const std::string& file, const std::string& text) const;

  struct Result {
    int status = 0;
    std::string text;  // standard output, then standard error
  };
  // Runs "buzzout WORD…" in this process. Words are split at spaces; quotes are not known.
  Result run(const std::string& command, bool colour = false) const;

 private:
  std::filesystem::path folder_;
  std::filesystem::path before_;
};

// Whether a line is what the document shows: `…` in the document stands for anything in a line; a
// line of nothing but `…` for any number of lines.
bool matches(const std::vector<std::string>& shown, const std::vector<std::string>& real);

}  // namespace buzzout::docs
