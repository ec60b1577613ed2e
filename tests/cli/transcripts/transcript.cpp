#include "cli/transcripts/transcript.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <stdexcept>

namespace buzzout::transcripts {
namespace {

constexpr std::string_view kPrompt = "$ ", kAsNobody = "nobody$ ", kInput = "< ", kFile = "+ ", kText = "|", kName = "= ";

std::string section(const std::string& text) {
  if (text.empty() || text.ends_with('\n')) return text;
  return text + "\n[no line end]\n";
}

std::string reference_to(const std::string& tail) { return "[tail " + tail + "]\n"; }

// The text with the line or lines `from` as `to`, wherever they stand.
std::string with_lines(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos;) {
    if (at != 0 && text[at - 1] != '\n') {
      ++at;
      continue;
    }
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

}  // namespace

Tails::Tails(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(kName))
      tails_.push_back({line.substr(kName.size()), ""});
    else if (line.starts_with(kText) && !tails_.empty())
      tails_.back().text += line.substr(std::min(line.size(), kText.size() + 1)) + "\n";
    else if (!line.empty() && !line.starts_with('#'))
      throw std::runtime_error(file.string() + ": what is this? " + line);
  }
  for (const auto& t : tails_)
    if (t.text.empty()) throw std::runtime_error(file.string() + ": nothing in " + t.name);
  std::ranges::stable_sort(tails_, std::greater(), [](const DeskFile& t) { return t.text.size(); });
}

std::string Tails::unfolded(const std::string& printed) const {
  std::string out = printed;
  for (const auto& t : tails_) out = with_lines(out, reference_to(t.name), t.text);
  if (const auto at = out.find("\n[tail "); at != std::string::npos)
    throw std::runtime_error("no such tail:" + out.substr(at, out.find('\n', at + 1) - at));
  return out;
}

std::string Tails::folded(const std::string& printed) const {
  std::string out = printed;
  for (const auto& t : tails_) out = with_lines(out, t.text, reference_to(t.name));
  return out;
}

std::vector<std::string> Tails::names() const {
  std::vector<std::string> out;
  for (const auto& t : tails_) out.push_back(t.name);
  return out;
}

bool Transcript::needs(const std::string& what) const {
  return std::ranges::find(comments, "# needs " + what) != comments.end();
}

Transcript read_transcript(const std::filesystem::path& file, const Tails& tails) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  Transcript t;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const bool finished = t.commands.empty() || t.commands.back().expected.find("[exit ") != std::string::npos;
    if (line.starts_with(kPrompt) || line.starts_with(kAsNobody)) {
      const bool nobody = line.starts_with(kAsNobody);
      t.commands.push_back({line.substr(nobody ? kAsNobody.size() : kPrompt.size()), nobody, "", ""});
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
  for (auto& c : t.commands) c.expected = tails.unfolded(c.expected);
  return t;
}

std::string write_transcript(const Transcript& t, const Tails& tails) {
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
    out += "\n" + std::string(c.as_nobody ? kAsNobody : kPrompt) + c.words + "\n";
    std::string line;
    for (char typed : c.input) {
      line += typed;
      if (typed != '\n') continue;
      out += std::string(kInput) + line;
      line.clear();
    }
    out += tails.folded(c.expected);
  }
  return out;
}

std::string printed(const std::string& out, const std::string& err, int status) {
  return section(out) + (err.empty() ? "" : "[err]\n" + section(err)) + "[exit " + std::to_string(status) + "]\n";
}

}  // namespace buzzout::transcripts
