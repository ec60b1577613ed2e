#pragma once

#include <iosfwd>

#include "catalog/places.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// Everything a command gets from outside: streams, what the terminal can show, and where files are.
struct Environment {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  Theme theme;            // of `out`
  Theme error_theme;      // of `err`
  bool interactive = false;  // `out` is a terminal
  Places places;
  bool watched = false;  // `err` is a terminal: somebody sees how far a long work is
};

// To be called before anything is opened. A standard stream that is closed would give its number to the next
// thing opened, and the text of a verdict would go down the serial port. Nothing can be read from what takes
// its place, nor written to it. False if that cannot be had.
bool occupy_closed_streams();

// From this process's terminal, environment variables and place on disk. Colour only on a terminal and
// without NO_COLOR; Unicode where the locale has UTF-8; files as process_places() has them.
Environment process_environment();

// Hands over what was written to `out`. Throws Error "output" if any of it could not be.
void flush_output(Environment&);

}  // namespace buzzout
