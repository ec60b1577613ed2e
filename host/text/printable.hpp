#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace buzzout {

struct CodePoint;

// Untrusted bytes as text that cannot steer a terminal: control characters (C0, DEL, C1), invisible
// and bidirectional format characters, line separators, private and unassigned code points become
// \n, \t, \x1b or \u{202e}; a byte that is not UTF-8 becomes \xff; so does a pile of more than two
// combining marks, or one with nothing to stand on. Printable text is returned as it is.
std::string printable(std::string_view);

// The same, of more than `most` code points the first ones and an ellipsis.
std::string printable(std::string_view, std::size_t most);

// A name of whatever length from outside, as messages show it: between backquotes, printable and short.
std::string in_quotes(std::string_view name);

// \n, \x1b, \u{202e}, or \xff for a byte that is not UTF-8.
std::string escaped(const CodePoint&);

// Printable text in ASCII: the trade's signs by their usual stand-ins (− → -, Ω → ohm), any other
// character as '?'.
std::string to_ascii(std::string_view);

}  // namespace buzzout
