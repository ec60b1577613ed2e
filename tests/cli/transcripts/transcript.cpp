#include "cli/transcripts/transcript.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace buzzout::transcripts {
namespace {

constexpr std::string_view kPrompt = "$ ", kNobody = "nobody$ ", kInput = "< ", kFile = "+ ", kText = "|";

std::string section(const std::string& text) {
  if (text.empty() || text.ends_with('\n')) return text;
  return text + "\n[no line end]\n";
}

}  // namespace

bool Transcript::needs(const std::string& what) const {
  return std::ranges::find(comments, "# needs " + what) != comments.end();
}

Transcript read_transcript(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  Transcript t;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const bool finished = t.commands.empty() || t.commands.back().expected.find("[exit ") != std::string::npos;
    if (line.starts_with(kPrompt) || line.starts_with(kNobody)) {
      const bool nobody = line.starts_with(kNobody);
      t.commands.push_back({line.substr(nobody ? kNobody.size() : kPrompt.size()), nobody, "", ""});
    } else if (!t.commands.empty() && t.commands.back().expected.empty() && line.starts_with(kInput)) {
      t.commands.back().input += line.substr(kInput.size()) + "\n";
    } else if (!t.commands.empty() && (!finished || !line.empty())) {
      t.commands.back().expected += line + "\n";
    } else if (line.starts_with('#')) {
      t.comments.push_back(line);
    } else if (line.starts_with(kFile)) {
      t.files.push_back({line.substr(kFile.size()), ""});
    } else if (line.starts_with(kText) && !t.files.empty()) {
      t.files.back().text += line.substr(std::min(line.size(), kText.size() + 1)) + "\n";
    } else if (!line.empty()) {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": what is this? " + line);
    }
  }
  if (t.commands.empty()) throw std::runtime_error(file.string() + ": no command");
  return t;
}

std::string write_transcript(const Transcript& t) {
  std::string out;
  for (const auto& c : t.comments) out += c + "\n";
  for (const auto& f : t.files) {
    out += "\n" + std::string(kFile) + f.name + "\n";
    std::string line;
    for (char c : f.text) {
      if (c != '\n') {
        line += c;
        continue;
      }
      out += std::string(kText) + (line.empty() ? "" : " ") + line + "\n";
      line.clear();
    }
  }
  for (const auto& c : t.commands) {
    out += "\n" + std::string(c.as_nobody ? kNobody : kPrompt) + c.words + "\n";
    std::string line;
    for (char typed : c.input) {
      line += typed;
      if (typed != '\n') continue;
      out += std::string(kInput) + line;
      line.clear();
    }
    out += c.expected;
  }
  return out;
}

std::string printed(const std::string& out, const std::string& err, int status) {
  return section(out) + (err.empty() ? "" : "[err]\n" + section(err)) + "[exit " + std::to_string(status) + "]\n";
}

}  // namespace buzzout::transcripts
