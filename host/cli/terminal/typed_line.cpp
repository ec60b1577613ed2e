#include "cli/terminal/typed_line.hpp"

namespace buzzout {

std::optional<std::string> TypedLine::put(char key) {
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
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  while (!text_.empty() && continues(text_.back())) text_.pop_back();
  if (!text_.empty()) text_.pop_back();
}

void TypedLine::clear() {
  text_.clear();
  too_long_ = false;
}

}  // namespace buzzout
