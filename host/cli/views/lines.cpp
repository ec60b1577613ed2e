#include "cli/views/lines.hpp"

#include <algorithm>

#include "text/columns.hpp"
#include "text/printable.hpp"

namespace buzzout {

void append(std::vector<Line>& to, const std::vector<Line>& more) { to.insert(to.end(), more.begin(), more.end()); }

Line clipped(const Line& line, const Theme& t, int width) {
  Line out;
  int room = width;
  for (const auto& span : line) {
    std::string text = printable(span.text);
    if (!t.unicode) text = to_ascii(text);
    text = fit(text, std::max(room, 0), t.unicode);
    room -= columns(text);
    if (!text.empty()) out.push_back({text, span.ink});
  }
  return out;
}

Line bar(const std::string& text, Ink ground, int width) {
  const int rest = std::max(0, width - columns(text));
  return {{text + std::string(static_cast<std::size_t>(rest), ' '), ground}};
}

}  // namespace buzzout
