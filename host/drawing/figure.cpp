#include "drawing/figure.hpp"

#include "drawing/style.hpp"
#include "text/columns.hpp"

namespace buzzout {
namespace {

// Ems, of DejaVu Sans, the widest of the usual ones.
double room_of(std::string_view character, bool bold) {
  if (character.size() > 1) return columns(character) > 1 ? 1.4 : 1.0;
  const std::string_view narrow = "fijlrt.,:;'!|()[]/\\ -", wide = "mwMWQ@%&+=<>~#_";
  const double base = narrow.find(character) != std::string_view::npos  ? 0.42
                      : wide.find(character) != std::string_view::npos ? 0.99
                      : character[0] >= 'A' && character[0] <= 'Z'     ? 0.78
                                                                       : 0.65;
  return bold ? base * 1.12 : base;
}

}  // namespace

void Figure::add(FigurePath it) { shapes.emplace_back(std::move(it)); }
void Figure::add(FigureBox it) { shapes.emplace_back(it); }
void Figure::add(FigureCircle it) { shapes.emplace_back(it); }
void Figure::add(FigureText it) { shapes.emplace_back(std::move(it)); }

std::string_view to_string(FigureLook look) {
  static constexpr std::string_view words[] = {"paper", "box",  "ink",  "faint", "net1",  "net2", "net3",    "net4",
                                               "net5",  "net6", "net7", "net8",  "fault", "warn", "on-fault",
                                               "metal", "rubber"};
  return words[static_cast<std::size_t>(look)];
}

double text_room(std::string_view text, double size, bool bold) {
  double ems = 0;
  for (const auto& character : characters(text)) ems += room_of(character, bold);
  return ems * size;
}

}  // namespace buzzout
