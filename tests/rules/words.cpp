#include <doctest/doctest.h>

#include <regex>

#include "rules/sources.hpp"

namespace buzzout::rules {
namespace {

// Spelt in pieces, so that this file passes its own rule.
const std::vector<std::pair<std::string, std::string>> kForbidden{
    {"\\b(TO" "DO|FIX" "ME|XX" "X)\\b", "do it, or write an issue"},
    {"\\bA" "I\\b", "nobody is interested in how a line was written"},
    {"\\b(issue|ses" "sion) #?[0-9]", "say what it is about instead"},
    {"/(ro" "ot|wo" "rk|ho" "me)/[a-z.]", "no path of one machine"},
    {"IPC/WHMA-A-620 com" "pliant", "its numbers were not verifiable"},
};

TEST_CASE("code, documents and scripts are free of words that do not belong there") {
  const auto lines = lines_of({"CMakeLists.txt", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "demo",
                               "check", ".ci", "cmake", "docs", "firmware", "fixtures", "host",
                               "profiles", "tests"});
  REQUIRE(lines.size() > 10000);
  for (const auto& [pattern, instead] : kForbidden) {
    const std::regex word(pattern);
    for (const auto& line : lines)
      if (std::regex_search(line.text, word))
        FAIL_CHECK(line.place(), ": ", line.text, "\n", instead);
  }
}

}  // namespace
}  // namespace buzzout::rules
