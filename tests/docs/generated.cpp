#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "docs/markdown.hpp"
#include "docs/picture.hpp"
#include "docs/shell.hpp"

// What the program wrote into the documents. To write it anew after a change:
//   BUZZOUT_WRITE_DOCS=1 build/release/tests/test_docs
namespace buzzout::docs {
namespace {

const bool kWrite = std::getenv("BUZZOUT_WRITE_DOCS") != nullptr;

constexpr const char* kRemedy = "\nis out of date; run BUZZOUT_WRITE_DOCS=1 build/release/tests/test_docs";

// A generated part stands below a heading of its document: its own headings go two levels down.
std::vector<std::string> lowered(std::vector<std::string> lines) {
  for (auto& line : lines)
    if (line.starts_with("#")) line.insert(0, "##");
  return lines;
}

void write_generated(const Document& document, const Generated& part,
                     const std::vector<std::string>& now) {
  auto lines = document.lines;
  const auto at = lines.begin() + (part.line - 1);
  lines.insert(lines.erase(at, at + static_cast<std::ptrdiff_t>(part.lines.size())), now.begin(), now.end());
  std::ofstream(document.path()) << join_lines(lines);
}

TEST_CASE("the generated parts of the documents are what the program prints") {
  int parts = 0;
  const Desk desk;
  for (const auto& document : documents()) {
    auto all = document.generated();
    for (auto part = all.rbegin(); part != all.rend(); ++part) {  // so that line numbers stay true
      ++parts;
      const auto result = desk.run(part->command);
      CHECK(result.status == 0);
      const auto now = lowered(split_lines(result.text));
      if (kWrite && now != part->lines) write_generated(document, *part, now);
      else CHECK_MESSAGE(now == part->lines, document.place(part->line), kRemedy);
    }
  }
  CHECK(parts >= 1);
}

// The pictures of the documents: a file in docs/pictures and the command whose output it shows.
const std::vector<std::pair<std::string, std::string>> kPictures{
    {"pass", "buzzout test 4.4-ts -p sim:good"},
    {"fail", "buzzout test 4.4-ts -p sim:short:amp.R1:amp.R3"},
};

TEST_CASE("the pictures in the documents show what the program prints") {
  for (const auto& [name, command] : kPictures) {
    const Desk desk;
    const std::string now = picture_of(command, desk.run(command, true).text);
    const auto file = std::filesystem::path(BUZZOUT_SOURCE_DIR) / "docs/pictures" / (name + ".svg");
    if (kWrite) std::ofstream(file) << now;
    CHECK_MESSAGE(read_file(file) == now, file.string(), kRemedy);
  }
}

}  // namespace
}  // namespace buzzout::docs
