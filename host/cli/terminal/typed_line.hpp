#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace buzzout {

// A line that is typed key by key. Of one that is longer than `most` bytes the beginning is kept, and it comes with an
// ellipsis for the rest: nobody takes it for a whole one, and its tail is no line of its own.
class TypedLine {
 public:
  explicit TypedLine(std::size_t most) : most_(most) {}

  // The line without its end, if this key, '\n', ended it.
  std::optional<std::string> add_key(char key);
  // The last character goes, all the bytes of it.
  void erase();
  void clear();
  // So far.
  const std::string& text() const { return text_; }

 private:
  std::size_t most_;
  std::string text_;
  bool too_long_ = false;
};

}  // namespace buzzout
