#include <doctest/doctest.h>

#include <map>
#include <regex>
#include <set>

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

// What our files include, by file.
struct Includes {
  std::set<std::string> standard;
  std::vector<std::string> own;  // by their place in the tree
};

std::map<std::string, Includes> all_includes() {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  const std::vector<std::string> roots{"host", "tests", "firmware/src"};
  std::map<std::string, Includes> out;
  std::vector<std::pair<std::string, std::string>> quoted;
  for (const auto& line : lines_of(roots)) {
    Includes& of = out[line.file];
    std::smatch m;
    if (!std::regex_search(line.text, m, pattern)) continue;
    if (m[1] == "<") of.standard.insert(m[2]);
    else quoted.emplace_back(line.file, m[2]);
  }
  for (const auto& [file, what] : quoted) {
    const std::string beside = file.substr(0, file.rfind('/') + 1) + what;
    for (const std::string& place : {beside, "host/" + what, "tests/" + what, "firmware/src/" + what})
      if (out.contains(place)) {
        out[file].own.push_back(place);
        break;
      }
  }
  return out;
}

bool includes(const std::map<std::string, Includes>& all, const std::string& file, const std::string& header,
              std::set<std::string>& seen) {
  const auto it = all.find(file);
  if (it == all.end() || !seen.insert(file).second) return false;
  if (it->second.standard.contains(header)) return true;
  for (const auto& own : it->second.own)
    if (includes(all, own, header, seen)) return true;
  return false;
}

// A newer standard library no longer brings them along with others.
TEST_CASE("who names a fixed-width integer or std::array includes its header, or one of ours that does") {
  static const std::map<std::string, std::regex> kNeeds{
      {"cstdint", std::regex(R"(\bstd::u?int(8|16|32|64)_t\b)")},
      {"array", std::regex(R"(\bstd::array\s*<)")},
      {"algorithm", std::regex(R"(\bstd::(ranges::)?(sort|find|find_if|any_of|all_of|none_of|count_if|replace|reverse)\()")},
  };
  const auto all = all_includes();
  std::map<std::string, std::set<std::string>> told;
  int named = 0;
  for (const auto& line : lines_of({"host", "tests"}))
    for (const auto& [header, use] : kNeeds) {
      if (line.file == "tests/rules/building.cpp" || !std::regex_search(line.text, use) || !told[header].insert(line.file).second) continue;
      ++named;
      std::set<std::string> seen;
      CHECK_MESSAGE(includes(all, line.file, header, seen), line.place(), " needs <", header, ">");
    }
  CHECK(named > 300);
}

}  // namespace
}  // namespace buzzout::rules
