#include "cli/terminal/typed_line.hpp"

#include "text/utf8.hpp"

namespace buzzout {

std::optional<std::string> TypedLine::add_key(char key) {
  if (key == '\n') {
    std::string out = text_ + (too_long_ ? "…" : "");
    clear();
    return out;
  }
  if (text_.size() < most_)
    text_ += key;
  else
    too_long_ = true;
  return {};
}

void TypedLine::erase() {
  while (!text_.empty() && continues_code_point(text_.back())) text_.pop_back();
  if (!text_.empty()) text_.pop_back();
}

void TypedLine::clear() {
  text_.clear();
  too_long_ = false;
}

}  // namespace buzzout
