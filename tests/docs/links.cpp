#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "docs/markdown.hpp"

namespace buzzout::docs {
namespace {

namespace fs = std::filesystem;

const Document* find(const std::vector<Document>& all, const fs::path& path) {
  for (const auto& d : all)
    if (fs::equivalent(d.path(), path)) return &d;
  return nullptr;
}

TEST_CASE("every link from one document to another file or heading leads somewhere") {
  const std::regex link(R"re(\]\(([^)\s]+)\)|src="([^"]+)")re");
  const auto all = documents();
  int followed = 0;
  for (const auto& document : all)
    for (std::size_t i = 0; i < document.lines.size(); ++i)
      for (std::sregex_iterator m(document.lines[i].begin(), document.lines[i].end(), link), end; m != end;
           ++m) {
        const std::string target = (*m)[1].matched ? (*m)[1] : (*m)[2];
        if (target.find("://") != std::string::npos) continue;
        ++followed;
        INFO(document.place(static_cast<int>(i) + 1), ": ", target);
        const auto hash = std::min(target.find('#'), target.size());
        const fs::path file =
            hash == 0 ? document.path() : document.path().parent_path() / target.substr(0, hash);
        REQUIRE(fs::exists(file));
        if (hash == target.size()) continue;
        const Document* other = find(all, file);
        REQUIRE(other != nullptr);
        const auto anchors = other->anchors();
        CHECK(std::ranges::find(anchors, target.substr(hash + 1)) != anchors.end());
      }
  CHECK(followed > 20);
}

TEST_CASE("every document in docs is reached from the overview") {
  const auto all = documents();
  const Document* overview = find(all, fs::path(BUZZOUT_SOURCE_DIR) / "docs/overview.md");
  REQUIRE(overview != nullptr);
  const std::string text = join_lines(overview->lines);
  for (const auto& document : all)
    if (document.name.starts_with("docs/") && &document != overview)
      CHECK_MESSAGE(text.find("](" + document.name.substr(5)) != std::string::npos, document.name);
}

}  // namespace
}  // namespace buzzout::docs
