#pragma once

#include <filesystem>
#include <string>
#include <vector>

// The project's own text files, read line by line.
namespace buzzout::rules {

struct Line {
  std::string file;  // from the project's folder: "host/core/net.hpp"
  int number = 0;
  std::string text;

  std::string place() const { return file + ":" + std::to_string(number); }
};

// Whether a path (from the project's folder) lies in a folder, or is it.
bool is_in(const std::string& file, const std::string& folder);

// Every line of every text file below these folders and files, sorted by file. Folders named build,
// those of the fuzzers' inputs, and those that begin with a dot, are skipped, unless asked for.
std::vector<Line> lines_of(const std::vector<std::string>& roots);

}  // namespace buzzout::rules
