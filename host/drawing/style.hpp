#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace buzzout {

// What a piece of text means; the terminal's colours follow from it.
enum class Ink {
  plain,
  dim,
  bold,
  net1,
  net2,
  net3,
  net4,
  net5,
  net6,
  net7,
  net8,
  good,
  bad,
  warn,
  good_bar,  // on a ground of that colour
  bad_bar,
  warn_bar,
  plain_bar
};

// The colour of the n-th net. Hues after Okabe and Ito, "Color Universal Design" (2008), without
// the one that reads as an alarm; legible on dark and on light grounds.
Ink net_ink(std::size_t n);

struct Span {
  std::string text;
  Ink ink = Ink::plain;

  bool operator==(const Span&) const = default;
};

using Line = std::vector<Span>;

// What the terminal can show. The caller decides; nothing here reads the environment.
struct Theme {
  bool colour = true;
  bool unicode = true;
  int width = 80;  // columns
};

// The line as bytes for a terminal, without a newline. Colours are SGR sequences of the 256-colour
// set, closed within the line. Text passes through `printable`, and through `to_ascii` where the
// theme has no Unicode, so that no span can smuggle a control sequence.
std::string to_ansi(const Line&, const Theme&);

// The text alone.
std::string plain_text(const Line&);

}  // namespace buzzout
