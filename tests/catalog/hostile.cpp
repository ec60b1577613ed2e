#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "catalog/catalog.hpp"
#include "catalog/fixture_yaml.hpp"
#include "catalog/profile_yaml.hpp"
#include "core/error.hpp"

using namespace buzzout;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> shipped_files() {
  std::vector<std::string> out;
  for (const char* folder : {"/profiles", "/profiles/connectors", "/fixtures"})
    for (const auto& entry : fs::directory_iterator(std::string(BUZZOUT_SOURCE_DIR) + folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  return out;
}

// Connectors read once; opening files is not what is tried here.
ConnectorLibrary shipped_connectors() {
  const Catalog shipped({BUZZOUT_SOURCE_DIR});
  std::vector<ConnectorType> types;
  for (const auto& name : shipped.connector_names()) types.push_back(shipped.connector(name));
  return {[types](const std::string& name) -> std::optional<ConnectorType> {
            for (const auto& type : types)
              if (type.name == name) return type;
            return std::nullopt;
          },
          [names = shipped.connector_names()] { return names; }};
}

// Loads a text as each kind of file. True if one of them took it; anything but Error escapes.
bool is_taken(const std::string& text, const ConnectorLibrary& library) {
  bool taken = false;
  const auto attempt = [&](auto load) {
    try {
      load(SourceText("x.yaml", text));
      taken = true;
    } catch (const Error& e) {
      CHECK_FALSE(e.code.empty());
      CHECK_FALSE(e.message.empty());
      CHECK(e.where.starts_with("x.yaml"));
      CHECK(e.where.size() < 2000);
    }
  };
  attempt([&](const SourceText& s) { load_profile(s, library); });
  attempt([&](const SourceText& s) { load_fixture(s, library); });
  attempt([&](const SourceText& s) { load_connector(s); });
  return taken;
}

}  // namespace

TEST_CASE("A damaged file is loaded or refused, and never anything else") {
  const auto files = shipped_files();
  const auto library = shipped_connectors();
  REQUIRE(files.size() > 100);
  std::mt19937 random(20240917);
  const auto below = [&](std::size_t n) {
    return static_cast<std::size_t>(random() % static_cast<std::mt19937::result_type>(n));
  };
  const std::string marks =
      "{}[]:,-?&*!|>'\"%@`#= \n\r\t\\\0\x1b\xC3\xE3\xF0\xFF"
      "aT1.";
  int taken = 0;
  for (int round = 0; round < 6000; ++round) {
    std::string text = files[below(files.size())];
    for (std::size_t damage = 1 + below(3); damage > 0 && !text.empty(); --damage) {
      const std::size_t at = below(text.size());
      switch (below(6)) {
        case 0:
          text.resize(at);
          break;
        case 1:
          text[at] = static_cast<char>(below(256));
          break;
        case 2:
          text[at] = marks[below(marks.size())];
          break;
        case 3:
          text.insert(at, 1, marks[below(marks.size())]);
          break;
        case 4:
          text.erase(at, 1 + below(40));
          break;
        case 5:
          text.insert(at, text.substr(below(text.size()), below(80)));
          break;
      }
    }
    CAPTURE(text);
    taken += is_taken(text, library);
  }
  // Both ways were gone: a comment's or title's letter may change, a net's may not.
  CHECK(taken > 100);
  CHECK(taken < 3000);
}

TEST_CASE("Files that dig deep or repeat without end are refused soon") {
  const auto library = shipped_connectors();
  for (const char* unit :
       {"[",   "{",     "[[",    "{a: ",  "- ",           "a: ", "? ", "? [", "!",     "!<",
        "&a ", "*a",    "%TAG ", "| ",    ": ",           "\"",  "'",  "[]",  "{}",    ",",
        "a\n", "- a\n", "---\n", "...\n", "a: {b: [c: d", "\\",  "#",  "\n",  "\"\\x", "é"}) {
    CAPTURE(unit);
    std::string text;
    while (text.size() < 60'000) text += unit;
    CHECK_FALSE(is_taken(text, library));
    CHECK_FALSE(is_taken("nets: " + text, library));
  }
}
