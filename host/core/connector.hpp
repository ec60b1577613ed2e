#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/source.hpp"

namespace buzzout {

// The body of a connector: how it is drawn and which contacts are neighbours.
enum class Shape { phone, xlr };

// A kind of plug or socket. `contacts` are listed from the tip back (phone) or by pin number (xlr).
struct ConnectorType {
  std::string name;   // "pentaconn-4.4"
  std::string title;  // "4.4 mm TRRRS (Pentaconn)"
  Shape shape = Shape::phone;
  double diameter_mm = 0;  // phone only
  std::vector<std::string> contacts;
  // The contact that is the metal shell (an XLR's "shell"), listed in `contacts` too, and the
  // contact that a profile's `shell: require` bonds it to.
  std::optional<std::string> shell;
  std::optional<std::string> shell_bond;
  Source source;
  std::string sha256;  // of the file's bytes, lower-case hex

  bool has_contact(const std::string& pin) const {
    for (const auto& c : contacts)
      if (c == pin) return true;
    return false;
  }
};

}  // namespace buzzout
