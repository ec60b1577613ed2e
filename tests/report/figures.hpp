#pragma once

#include <algorithm>
#include <string>

#include "catalog/catalog.hpp"
#include "drawing/figure.hpp"

namespace buzzout {

// Every text of a figure, each ended by a newline.
inline std::string texts_of(const Figure& figure) {
  std::string out;
  for (const auto& shape : figure.shapes)
    if (const auto* text = std::get_if<FigureText>(&shape)) out += text->text + "\n";
  return out;
}

// The same as it is read, whatever the lines.
inline std::string words_of(const Figure& figure) {
  std::string out = texts_of(figure);
  std::ranges::replace(out, '\n', ' ');
  return out;
}

inline const Catalog& library() {
  static const Catalog catalog({BUZZOUT_SOURCE_DIR});
  return catalog;
}

}  // namespace buzzout
