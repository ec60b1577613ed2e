#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/config_yaml.hpp"
#include "cli/options.hpp"
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
  std::vector<std::filesystem::path> library;  // holds profiles/ and fixtures/; first wins
  std::filesystem::path firmware;              // holds buzzout-<board>.hex
  std::filesystem::path config_file;
  std::filesystem::path data;  // what is remembered between runs
  bool watched = false;        // `err` is a terminal: somebody sees how far a long work is
  std::filesystem::path shipped = {};  // the library that came with the program, the last of `library`; may be empty
};

// The file of records, in the folder `data`.
inline constexpr const char* kRecordsFile = "records.sqlite";

// To be called before anything is opened. A standard stream that is closed would give its number to the next
// thing opened, and the text of a verdict would go down the serial port. Nothing can be read from what takes
// its place, nor written to it. False if that cannot be had.
bool occupy_closed_streams();

// From this process's terminal, environment variables and place on disk. Colour only on a terminal and
// without NO_COLOR; Unicode where the locale has UTF-8; files in $XDG_CONFIG_HOME/buzzout and
// $XDG_DATA_HOME/buzzout, or below the user's home folder; the user's own profiles and fixtures in the latter, then the
// library that came with the program.
Environment process_environment();

// Hands over what was written to `out`. Throws Error "output" if any of it could not be.
void flush_output(Environment&);

}  // namespace buzzout
