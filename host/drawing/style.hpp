#pragma once

#include <cstddef>
#include <string>
#include <string_view>
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

// Untrusted bytes as text that cannot steer a terminal: control characters (C0, DEL, C1), invisible
// and bidirectional format characters, line separators, private and unassigned code points become
// \n, \t, \x1b or \u{202e}; a byte that is not UTF-8 becomes \xff; so does a pile of more than two
// combining marks, or one with nothing to stand on. Printable text is returned as it is.
std::string printable(std::string_view);

// Printable text in ASCII: the trade's signs by their usual stand-ins (− → -, Ω → ohm), any other
// character as '?'.
std::string to_ascii(std::string_view);

// Columns that printable text takes: 2 for wide characters, 0 for combining marks.
int columns(std::string_view);

// Printable text as the characters one sees: each a base with its combining marks.
std::vector<std::string> characters(std::string_view);

// The text cut to at most `width` columns, the cut shown by "…" ("~" without Unicode).
std::string fit(std::string_view, int width, bool unicode);

}  // namespace buzzout
