#include <algorithm>

#include "drawing/wiring_art.hpp"
#include "text/columns.hpp"

namespace buzzout {
namespace {

std::string_view joint(WireState state, bool unicode) {
  switch (state) {
    case WireState::good:
    case WireState::off_limit:
      return unicode ? "──" : "--";
    case WireState::missing:
      return unicode ? "╌✗╌" : "-x-";
    case WireState::wanted:
      return unicode ? "╌╌" : "- -";
    case WireState::extra:
    case WireState::miswired:
      return unicode ? "══" : "==";
    case WireState::one_way:
      return unicode ? "─►" : "->";
    case WireState::unsure:
      return unicode ? "┈┈" : "..";
  }
  return "?";
}

void clip(Line& line, const Theme& theme) {
  int room = std::max(theme.width, 0);
  for (Span& span : line) {
    span.text = fit(span.text, room, theme.unicode);
    room -= columns(span.text);
  }
}

}  // namespace

std::vector<Line> list_wires(const WiringPicture& picture, const Theme& theme) {
  constexpr int indent = 2;
  std::vector<Line> lines;
  const std::vector<WireArt> art = art_of_wires(picture, theme);
  int label_width = 0;
  for (const WireArt& each : art)
    label_width = std::max(label_width, std::min(columns(label_with_ohms(each)), theme.width / 4));
  for (std::size_t w = 0; w < art.size(); ++w) {
    const PictureWire& wire = picture.wires[w];
    const Ink ink = art[w].thread.ink;
    std::string label = fit(label_with_ohms(art[w]), theme.width, theme.unicode);
    label.append(static_cast<std::size_t>(std::max(0, label_width - columns(label))), ' ');
    int used = columns(label);
    lines.push_back({{std::move(label), ink}});
    for (std::size_t i = 0; i < wire.contacts.size(); ++i) {
      const PictureEnd& end = *picture.end(wire.contacts[i].end);
      const std::string name = themed(end.name, theme) + "." +
                               themed(end.contacts[wire.contacts[i].contact].name, theme);
      // Of a one-way wire with several far ends each is one step from the first contact.
      const bool repeats = wire.state == WireState::one_way && i > 1;
      std::string before = i == 0 ? "  " : " ";
      if (repeats) before += ", ";
      if (i > 0 && !repeats) before += std::string(joint(wire.state, theme.unicode)) + " ";
      if (used + columns(before) + columns(name) > theme.width) {
        lines.push_back({{std::string(indent, ' '), Ink::plain}});
        used = indent;
        before.erase(0, before.find_first_not_of(' '));
      }
      const int room = theme.width - used - columns(before);
      const std::string shown = fit(name, std::max(room, 0), theme.unicode);
      lines.back().push_back({before, ink});
      lines.back().push_back({shown, Ink::plain});
      used += columns(before) + columns(shown);
    }
  }
  for (Line& line : lines) clip(line, theme);
  return lines;
}

}  // namespace buzzout
