#include "drawing/figure_text.hpp"

#include "drawing/figure.hpp"
#include "drawing/style.hpp"
#include "text/columns.hpp"
#include "text/printable.hpp"

namespace buzzout {

std::string cut_to_room(std::string_view text, double size, bool bold, double room) {
  const std::string whole = printable(text);
  std::string out = whole;
  int width = columns(out);
  while (width > 1 && text_room(out, size, bold) > room) out = fit(whole, --width, true);
  return out;
}

std::vector<std::string> wrap_to_room(std::string_view text, double size, bool bold, double room) {
  const std::string whole = printable(text);
  std::vector<std::string> out;
  std::string line;
  for (std::size_t from = 0; from < whole.size();) {
    const std::size_t space = std::min(whole.find(' ', from), whole.size());
    const std::string word = whole.substr(from, space - from);
    from = space + 1;
    if (word.empty()) continue;
    const std::string longer = line.empty() ? word : line + " " + word;
    if (line.empty() || text_room(longer, size, bold) <= room) {
      line = longer;
    } else {
      out.push_back(cut_to_room(line, size, bold, room));
      line = word;
    }
  }
  if (!line.empty()) out.push_back(cut_to_room(line, size, bold, room));
  return out;
}

}  // namespace buzzout
