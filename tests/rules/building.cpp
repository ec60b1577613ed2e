#include <doctest/doctest.h>

#include <regex>

#include "rules/sources.hpp"

// What lets a release of Debian that nobody has seen yet build this.
namespace buzzout::rules {
namespace {

const std::vector<std::string> kBuild{"CMakeLists.txt",          "CMakePresets.json",      "check", "demo", "cmake",
                                      "firmware/CMakeLists.txt", "firmware/avr",           "tests/CMakeLists.txt",
                                      "tests/avr/CMakeLists.txt", "tests/e2e/CMakeLists.txt"};

TEST_CASE("a warning is an error only where CMAKE_COMPILE_WARNING_AS_ERROR says so") {
  const std::string flag = "-Werror";
  int guarded = 0, asked = 0;
  for (const auto& line : lines_of(kBuild)) {
    INFO(line.place(), ": ", line.text);
    const bool by_rule = line.text.find("$<$<BOOL:${CMAKE_COMPILE_WARNING_AS_ERROR}>:" + flag + ">") != std::string::npos;
    guarded += by_rule;
    CHECK((by_rule || line.text.find(flag) == std::string::npos));
    if (line.file == "CMakePresets.json" && line.text.find("CMAKE_COMPILE_WARNING_AS_ERROR") != std::string::npos) {
      ++asked;
      CHECK(line.text.find("$env{BUZZOUT_STRICT}") != std::string::npos);
    }
  }
  CHECK(guarded == 1);
  CHECK(asked == 1);
}

TEST_CASE("packages and compilers are named without a release's version") {
  const std::regex versioned("-[0-9]+(\\.[0-9]+)*(-dev)?\\b");
  int packages = 0;
  for (const auto& line : lines_of({"cmake/debian-packages.txt"})) {
    std::smatch m;
    static const std::regex entry("^([a-z]+) +([^ ]+)");
    if (!std::regex_search(line.text, m, entry)) continue;
    ++packages;
    INFO(line.place());
    CHECK_FALSE(std::regex_search(m[2].str(), versioned));
  }
  CHECK(packages > 30);
  static const std::regex compiler("(clang|clang\\+\\+|gcc|g\\+\\+)-[0-9]");
  for (const auto& line : lines_of({"CMakePresets.json", "cmake", "check", "demo", "tests/lint", "tests/fuzz/run"})) {
    INFO(line.place());
    CHECK_FALSE(std::regex_search(line.text, compiler));
  }
}

}  // namespace
}  // namespace buzzout::rules
