#include "catalog/source_text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/error_codes.hpp"
#include "digest/sha256.hpp"
#include "text/columns.hpp"
#include "text/printable.hpp"
#include "text/utf8.hpp"

namespace buzzout {
namespace {

// How much of a long line is shown, and how much of that before the caret; in characters.
constexpr std::size_t kShown = 100;
constexpr std::size_t kShownBefore = 60;

struct Cell {
  std::string glyph;
  std::string blank;  // as wide as the glyph
};

std::vector<Cell> cells(std::string_view line) {
  std::vector<Cell> out;
  for_each_code_point(line, [&](const CodePoint& c) {
    if (c.value == '\t') {
      out.push_back({"\t", "\t"});
      return;
    }
    std::string glyph = !c.valid || is_control(c.value) ? escaped(c) : std::string(c.bytes);
    std::string blank(static_cast<std::size_t>(columns(glyph)), ' ');
    out.push_back({std::move(glyph), std::move(blank)});
  });
  return out;
}

}  // namespace

SourceText::SourceText(std::string path, std::string bytes)
    : path_(printable(path)), text_(std::move(bytes)) {
  if (text_.size() > kMostBytes)
    throw Error("file-too-big", "the file is larger than 256 KiB", path_,
                "a profile, connector or fixture takes a few KiB: is this the right file?");
  sha256_ = sha256_hex(text_);
  has_mark_ = text_.starts_with(kByteOrderMark);
  if (has_mark_) text_.erase(0, std::string_view(kByteOrderMark).size());
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  // The empty line behind the last line end is no place to point at.
  if (line_starts_.size() > 1 && line_starts_.back() == text_.size()) line_starts_.pop_back();
  check();
}

SourceText SourceText::read(const std::filesystem::path& path) {
  using std::filesystem::file_type;
  const std::string shown = printable(path.string());
  std::error_code problem;
  const file_type type = std::filesystem::status(path, problem).type();
  if (type == file_type::not_found)
    throw Error("file-not-found", "there is no such file", shown, "check the path");
  if (type == file_type::none)
    throw Error(kFileUnreadable, "the file cannot be read: " + problem.message(), shown,
                "check the path and its permissions");
  if (type == file_type::directory)
    throw Error("file-not-regular", "this is a folder, not a file", shown,
                "name a .yaml file in it");
  if (type != file_type::regular)
    throw Error("file-not-regular", "this is not an ordinary file", shown, "name a .yaml file");
  errno = 0;
  std::ifstream in;
  in.rdbuf()->pubsetbuf(nullptr, 0);  // the blocks here are buffer enough
  in.open(path, std::ios::binary);
  std::string bytes;
  char block[8192];
  while (bytes.size() <= kMostBytes && (in.read(block, sizeof block), in.gcount() > 0))
    bytes.append(block, static_cast<std::size_t>(in.gcount()));
  if (!in.is_open() || in.bad())
    throw Error(kFileUnreadable,
                std::string("the file cannot be read: ") + std::strerror(errno ? errno : EIO),
                shown, "check its permissions");
  return SourceText(path.string(), std::move(bytes));
}

void SourceText::check() const {
  Mark at;
  for (std::string_view rest = text_; !rest.empty();) {
    const CodePoint c = first_code_point(rest);
    if (!c.valid) throw error("file-encoding", "the file is not UTF-8", at, "save it as UTF-8");
    if (c.value == '\t') throw error("file-tab", "there is a tab in the file", at, "use spaces");
    const bool line_end = c.value == '\n' || rest.starts_with("\r\n");
    if (is_control(c.value) && !line_end)
      throw error("file-control-character", "there is an invisible control character", at,
                  "delete it");
    rest.remove_prefix(c.bytes.size());
    at = c.value == '\n' ? Mark{at.line + 1, 0} : Mark{at.line, at.column + c.bytes.size()};
  }
}

std::string_view SourceText::line(std::size_t number) const {
  std::string_view rest = std::string_view(text_).substr(line_starts_[number]);
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

std::string SourceText::where(Mark mark) const {
  const std::size_t last = line_starts_.size() - 1;
  if (mark.line > last) mark = {last, line(last).size()};
  const std::string_view whole = line(mark.line);
  const auto shown = cells(whole);
  const std::size_t target = cells(whole.substr(0, mark.column)).size();
  const std::size_t from =
      shown.size() <= kShown || target < kShownBefore ? 0 : target - kShownBefore;
  const std::size_t to = std::min(shown.size(), from + kShown);

  std::string source(from > 0 ? "…" : "");
  std::string caret(from > 0 ? " " : "");
  for (std::size_t i = from; i < to; ++i) {
    source += shown[i].glyph;
    if (i < target) caret += shown[i].blank;
  }
  if (to < shown.size()) source += "…";
  return path_ + ":" + std::to_string(mark.line + 1) + ":" + std::to_string(target + 1) + "\n" +
         source + "\n" + caret + "^";
}

Error SourceText::error(std::string code, std::string message, Mark mark,
                        std::string remedy) const {
  return {std::move(code), std::move(message), where(mark), std::move(remedy)};
}

std::size_t SourceText::offset(Mark mark) const {
  if (mark.line >= line_starts_.size()) return text_.size();
  return line_starts_[mark.line] + std::min(mark.column, line(mark.line).size());
}

}  // namespace buzzout
