#include "docs/markdown.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace buzzout::docs {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGenerated = "<!-- generated: ";
constexpr std::string_view kEnd = "<!-- end -->";

// Calls `text(i)` for every line outside of fenced blocks.
template <typename Text>
void outside_fences(const std::vector<std::string>& lines, Text text) {
  bool fenced = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("```"))
      fenced = !fenced;
    else if (!fenced)
      text(i);
  }
}

}  // namespace

fs::path Document::path() const { return fs::path(BUZZOUT_SOURCE_DIR) / name; }

std::vector<Block> Document::blocks() const {
  std::vector<Block> out;
  bool fenced = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].starts_with("```")) {
      if (fenced) out.back().lines.push_back(lines[i]);
      continue;
    }
    fenced = !fenced;
    if (!fenced) continue;
    Block block;
    block.line = static_cast<int>(i) + 2;
    std::istringstream words(lines[i].substr(3));
    words >> block.language >> block.name;
    out.push_back(block);
  }
  if (fenced) throw std::runtime_error(place(out.back().line) + ": a block without an end");
  return out;
}

std::vector<Generated> Document::generated() const {
  std::vector<Generated> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].starts_with(kGenerated)) continue;
    Generated g;
    g.line = static_cast<int>(i) + 2;
    g.command = lines[i].substr(kGenerated.size(), lines[i].rfind(" -->") - kGenerated.size());
    while (++i < lines.size() && lines[i] != kEnd) g.lines.push_back(lines[i]);
    if (i == lines.size()) throw std::runtime_error(place(g.line) + ": no " + std::string(kEnd));
    out.push_back(std::move(g));
  }
  return out;
}

std::vector<std::string> Document::anchors() const {
  std::vector<std::string> out;
  outside_fences(lines, [&](std::size_t i) {
    if (!lines[i].starts_with('#')) return;
    std::string anchor;
    for (const char c : lines[i].substr(lines[i].find_first_not_of('#') + 1)) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == ' ')
        anchor += '-';
      else if (std::isalnum(byte) != 0 || c == '-' || c == '_' || byte >= 0x80)
        anchor += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    }
    out.push_back(anchor);
  });
  return out;
}

std::vector<Document> documents() {
  const fs::path project = BUZZOUT_SOURCE_DIR;
  std::vector<std::string> names{"README.md", "CHANGELOG.md", "CONTRIBUTING.md"};
  for (const auto& entry : fs::directory_iterator(project / "docs"))
    if (entry.path().extension() == ".md") names.push_back("docs/" + entry.path().filename().string());
  std::ranges::sort(names);
  std::vector<Document> out;
  for (const auto& name : names) out.push_back({name, split_lines(read_file(project / name))});
  return out;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::string join_lines(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace buzzout::docs
