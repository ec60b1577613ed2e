#include <doctest/doctest.h>

#include <map>

#include "catalog/catalog.hpp"
#include "catalog/connector_yaml.hpp"
#include "docs/markdown.hpp"
#include "docs/shell.hpp"

// The commands and YAML of the documents. In a document
//   ```console      `$ buzzout …` is run, and what follows is its output; `$ echo $?` its exit status
//   ```yaml         a whole profile, fixture, connector or label, which loads
//   ```yaml FILE    is in the reader's folder under that name when the document's commands run
// and `…` stands for what may differ.
namespace buzzout::docs {
namespace {

void drop_blank_ends(std::vector<std::string>& lines) {
  const auto blank = [](const std::string& l) { return l.find_first_not_of(' ') == std::string::npos; };
  while (!lines.empty() && blank(lines.back())) lines.pop_back();
  while (!lines.empty() && blank(lines.front())) lines.erase(lines.begin());
}

int run_block(const Document& document, const Block& block, const Desk& desk) {
  int commands = 0, status = 0;
  for (std::size_t i = 0; i < block.lines.size();) {
    const std::string typed = block.lines[i];
    const std::string place = document.place(block.line + static_cast<int>(i));
    REQUIRE_MESSAGE(typed.starts_with("$ "), place, ": a console block begins with `$ `");
    std::vector<std::string> shown;
    while (++i < block.lines.size() && !block.lines[i].starts_with("$ ")) shown.push_back(block.lines[i]);
    std::vector<std::string> real;
    if (typed == "$ echo $?") {
      real = {std::to_string(status)};
    } else {
      ++commands;
      const auto result = desk.run(typed.substr(2));
      status = result.status;
      real = split_lines(result.text);
    }
    drop_blank_ends(shown);
    drop_blank_ends(real);
    CHECK_MESSAGE(matches(shown, real), place, ": ", typed, " says\n", join_lines(real));
  }
  return commands;
}

TEST_CASE("the commands in the documents do what the documents show") {
  int commands = 0;
  for (const auto& document : documents()) {
    const Desk desk;
    for (const auto& block : document.blocks()) {
      if (block.language == "yaml" && !block.name.empty()) desk.write(block.name, join_lines(block.lines));
      if (block.language == "console") commands += run_block(document, block, desk);
    }
  }
  CHECK(commands >= 10);
}

TEST_CASE("the profiles, fixtures, connectors and labels in the documents load") {
  std::map<std::string, int> loaded;
  for (const auto& document : documents()) {
    const Desk desk;
    for (const auto& block : document.blocks()) {
      if (block.language != "yaml" || !block.name.empty()) continue;
      REQUIRE(!block.lines.empty());
      const std::string kind = block.lines.front().substr(0, block.lines.front().find(':'));
      INFO(document.place(block.line));
      ++loaded[kind];
      desk.write("example.yaml", join_lines(block.lines));
      const Catalog catalog({BUZZOUT_SOURCE_DIR});
      if (kind == "profile")
        CHECK_NOTHROW(catalog.profile("./example.yaml"));
      else if (kind == "fixture")
        CHECK_NOTHROW(catalog.fixture("./example.yaml"));
      else if (kind == "connector")
        CHECK_NOTHROW(load_connector(SourceText::read("example.yaml")));
      else if (kind == "label")
        CHECK_NOTHROW(catalog.label("./example.yaml"));
      else
        FAIL_CHECK("what is this?");
    }
  }
  CHECK(loaded["profile"] >= 1);
  CHECK(loaded["fixture"] >= 1);
  CHECK(loaded["connector"] >= 1);
  CHECK(loaded["label"] >= 1);
}

}  // namespace
}  // namespace buzzout::docs
