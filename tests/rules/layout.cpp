#include <doctest/doctest.h>

#include <algorithm>

#include "rules/sources.hpp"

namespace buzzout::rules {
namespace {

constexpr std::ptrdiff_t kMostCharacters = 160;

std::ptrdiff_t characters_of(const std::string& utf8) {
  return std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

TEST_CASE("code is indented by spaces, ends without them, and fits on a screen") {
  int seen = 0;
  for (const auto& line : lines_of({"host", "firmware/src", "firmware/examples", "tests"})) {
    const bool is_code = line.file.ends_with(".cpp") || line.file.ends_with(".hpp") || line.file.ends_with(".h") || line.file.ends_with(".ino");
    if (!is_code) continue;
    ++seen;
    INFO(line.place(), ": ", line.text);
    CHECK(line.text.find('\t') >= line.text.find_first_not_of(" \t"));
    CHECK((line.text.empty() || line.text.find_last_not_of(" \t\r") == line.text.size() - 1));
    if (!is_in(line.file, "tests")) CHECK(characters_of(line.text) <= kMostCharacters);
  }
  CHECK(seen > 10000);
}

}  // namespace
}  // namespace buzzout::rules
