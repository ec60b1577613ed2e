#pragma once

#include <filesystem>
#include <string>
#include <vector>

// The project's documents, as far as the tests read them.
namespace buzzout::docs {

// A fenced block: ```language name
struct Block {
  int line = 0;  // of its first line of text
  std::string language;
  std::string name;  // the second word after the fence, or empty
  std::vector<std::string> lines;
};

// What a program wrote into the document, between `<!-- generated: COMMAND -->` and `<!-- end -->`.
struct Generated {
  int line = 0;
  std::string command;
  std::vector<std::string> lines;
};

struct Document {
  std::string name;  // from the project's folder: "docs/protocol.md"
  std::vector<std::string> lines;

  std::filesystem::path path() const;
  std::vector<Block> blocks() const;
  std::vector<Generated> generated() const;
  // The anchors of its headings, as GitHub spells them.
  std::vector<std::string> anchors() const;
  // "docs/protocol.md:12"
  std::string place(int line) const { return name + ":" + std::to_string(line); }
};

// Every document of the project.
std::vector<Document> documents();

std::vector<std::string> split_lines(const std::string& text);
std::string join_lines(const std::vector<std::string>& lines);
std::string read_file(const std::filesystem::path&);

}  // namespace buzzout::docs
