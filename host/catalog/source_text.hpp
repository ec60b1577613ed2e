#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace buzzout {

// A place in a text: line and byte of that line, both from 0.
struct Mark {
  std::size_t line = 0;
  std::size_t column = 0;
};

// The text of one file, known to be clean UTF-8 (a leading byte order mark is dropped) without tabs
// and without control characters but line ends (LF or CRLF), and able to point at places in itself.
class SourceText {
 public:
  static constexpr std::size_t kMostBytes = 256 * 1024;
  static constexpr const char* kByteOrderMark = "\xEF\xBB\xBF";

  // `path` is only shown. Throws Error "file-too-big", "file-encoding", "file-tab" or
  // "file-control-character".
  SourceText(std::string path, std::string bytes);

  // Throws Error "file-not-found", "file-not-regular" or "file-unreadable" too.
  static SourceText read(const std::filesystem::path&);

  const std::string& path() const { return path_; }
  const std::string& text() const { return text_; }
  // As they are in the file.
  std::string bytes() const { return (has_mark_ ? kByteOrderMark : std::string()) + text_; }
  // SHA-256 of bytes().
  const std::string& sha256() const { return sha256_; }

  // Whether a YAML scalar of this text could be this word, which has no space: the word stands in it, or an
  // escape that may spell it. A file that could not hold a name need not be parsed to look for it.
  bool could_hold(std::string_view word) const {
    return text_.find(word) != std::string::npos || text_.find('\\') != std::string::npos;
  }

  // "file:line:column" (both from 1, the column in characters), the source line, and a line with a
  // caret under the column. Of a line over 100 characters only the surroundings are shown. A mark
  // past the end points just behind the end.
  std::string where(Mark) const;

  // An Error that points at a mark.
  Error error(std::string code, std::string message, Mark, std::string remedy = {}) const;

  // The byte offset of a mark in text(); clamped to its line.
  std::size_t offset(Mark) const;

 private:
  void check() const;
  std::string_view line(std::size_t number) const;

  std::string path_;
  std::string text_;
  std::string sha256_;
  bool has_mark_ = false;
  std::vector<std::size_t> line_starts_;
};

}  // namespace buzzout
