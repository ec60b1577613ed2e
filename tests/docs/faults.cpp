#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "core/diagnosis.hpp"
#include "docs/markdown.hpp"
#include "docs/shell.hpp"

// The table of docs/faults.md: "| `code` | meaning | `PROFILE [OPTIONS] sim:CABLE` |". The cable, tested, is told
// by that code.
namespace buzzout::docs {
namespace {

struct Row {
  std::string code, example;
};

std::vector<Row> rows_of(const Document& document) {
  static const std::regex row(R"(\| `([a-z0-9-]+)` \| [^|]+ \| (?:`([^`]+)`)? ?\|)");
  std::vector<Row> out;
  for (const auto& line : document.lines)
    if (std::smatch m; std::regex_match(line, m, row)) out.push_back({m[1], m[2]});
  return out;
}

TEST_CASE("docs/faults.md lists every diagnosis, and its examples are told as it says") {
  const auto all = documents();
  const auto page = std::ranges::find(all, "docs/faults.md", &Document::name);
  REQUIRE(page != all.end());
  std::set<std::string> listed, without_example;
  for (const auto& row : rows_of(*page)) {
    CAPTURE(row.code);
    CHECK(listed.insert(row.code).second);
    if (row.example.empty()) {
      without_example.insert(row.code);
      continue;
    }
    const auto sim = row.example.find("sim:");
    const Desk desk;
    const auto result =
        desk.run("buzzout test " + row.example.substr(0, sim) + "--json -p " + row.example.substr(sim));
    CHECK(result.status == 1);
    const auto record = nlohmann::json::parse(result.text);
    CAPTURE(record["diagnoses"].dump());
    CHECK(std::ranges::any_of(record["diagnoses"], [&](const auto& d) { return d["code"] == row.code; }));
  }
  std::set<std::string> known;
  for (const auto& code : diagnosis_codes()) known.emplace(code.word);
  CHECK(listed == known);
  CHECK(without_example == std::set<std::string>{"component", "exchanged-plugs"});
}

}  // namespace
}  // namespace buzzout::docs
