#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace buzzout {

// What a program that is not ours says of these bytes, in whose place `FILE` stands in its command line.
inline std::string ask(std::string command, const std::string& bytes) {
  namespace fs = std::filesystem;
  const fs::path file = fs::temp_directory_path() / ("buzzout-label-" + std::to_string(getpid()));
  std::ofstream(file, std::ios::binary) << bytes;
  for (auto at = command.find("FILE"); at != std::string::npos; at = command.find("FILE"))
    command.replace(at, 4, file.string());
  FILE* out = popen(("{ " + command + "; } 2>/dev/null").c_str(), "r");
  REQUIRE(out != nullptr);
  std::string said;
  for (int c; (c = std::fgetc(out)) != EOF;) said += static_cast<char>(c);
  pclose(out);
  fs::remove(file);
  return said;
}

// What a scanner reads off a picture, a code a line in the order of their kinds.
inline std::string scanned(const std::string& png) { return ask("zbarimg -q FILE | sort", png); }
inline std::string scanned_from_pdf(const std::string& pdf, const std::string& dpi) {
  return ask("pdftoppm -gray -r " + dpi + " FILE FILE-page && zbarimg -q FILE-page* | sort; rm -f FILE-page*", pdf);
}

}  // namespace buzzout
