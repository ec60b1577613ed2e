#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "core/action.hpp"
#include "docs/markdown.hpp"

namespace buzzout::docs {
namespace {

TEST_CASE("docs/cli.md lists every action, with the name that it has in documents") {
  const auto all = documents();
  const auto page = std::ranges::find(all, "docs/cli.md", &Document::name);
  REQUIRE(page != all.end());
  std::set<std::string> listed, known;
  bool here = false;
  for (const auto& line : page->lines) {
    if (line.starts_with("#")) here = line == "### Actions";
    std::smatch row;
    if (here && std::regex_match(line, row, std::regex(R"(\| `([a-z-]+)` \|.*)"))) listed.insert(row[1]);
  }
  for (int code = 0; code <= static_cast<int>(ActionCode::calibrate); ++code) {
    const std::string_view name = to_string(static_cast<ActionCode>(code));
    CHECK(action_code(name) == static_cast<ActionCode>(code));
    CHECK(known.emplace(name).second);
  }
  CHECK(listed == known);
  CHECK_FALSE(action_code("solder-it").has_value());
}

}  // namespace
}  // namespace buzzout::docs
