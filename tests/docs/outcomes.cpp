#include <doctest/doctest.h>

#include <map>
#include <regex>

#include "docs/markdown.hpp"
#include "docs/shell.hpp"

// "`sim:CABLE` → OUTCOME" in a document, perhaps with ", and `CODE` in `not_tested`": that cable, tested as
// a 4.4 mm headphone cable on a jig of which nothing was proved, ends like that.
namespace buzzout::docs {
namespace {

TEST_CASE("simulated cables named in the documents come out as the documents say") {
  const std::map<std::string, int> statuses{{"PASS", 0}, {"FAIL", 1}, {"ERROR", 2}, {"NO CABLE", 3}};
  const std::regex claim(
      "`(sim:[^`]+)` → (PASS|FAIL|ERROR|NO CABLE)(?:, and `([a-z-]+)` in `not_tested`)?");
  int claims = 0;
  for (const auto& document : documents()) {
    // A claim may be broken over two lines.
    const std::string text = std::regex_replace(join_lines(document.lines), std::regex("\n *"), " ");
    for (std::sregex_iterator m(text.begin(), text.end(), claim), end; m != end; ++m) {
      ++claims;
      INFO(document.name, ": ", m->str());
      const Desk desk;
      const auto result = desk.run("buzzout test 4.4-ts --json -p " + (*m)[1].str());
      CHECK(result.status == statuses.at((*m)[2]));
      if ((*m)[3].matched) CHECK(result.text.find("\"" + (*m)[3].str() + "\"") != std::string::npos);
    }
  }
  CHECK(claims >= 20);
}

}  // namespace
}  // namespace buzzout::docs
