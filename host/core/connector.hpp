#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/namesakes.hpp"
#include "core/source.hpp"

namespace buzzout {

// Whether a part has pins or holes: a plug or a socket, a male or a female XLR. Unsaid: the file does not tell.
enum class Gender { unsaid, male, female };

// Whether a part of one can be pushed together with a part of the other, as far as it was said.
constexpr bool may_mate(Gender a, Gender b) { return a == Gender::unsaid || b == Gender::unsaid || a != b; }

constexpr Gender opposite(Gender g) {
  return g == Gender::male ? Gender::female : g == Gender::female ? Gender::male : Gender::unsaid;
}

// The body of a connector: how it is drawn and which contacts are neighbours.
enum class Shape {
  phone,     // a jack plug, contacts in a row
  xlr,       // pins on a circle
  mini_xlr,  // the same, smaller
  din,       // pins on an arc
  speakon,
  d_sub,     // pins in two rows
  coaxial,   // a contact in the middle, one around it: RCA, MMCX
  two_pin,
};

// A known way to wire a kind of plug for headphones: who uses it, and the role on each contact in the order of
// ConnectorType::contacts, roles joined by '=' where they share it; empty where it stays free.
struct PlugOrder {
  std::string name;  // "Astell&Kern"
  std::vector<std::string> roles;
  Source source;
};

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
  std::vector<PlugOrder> orders;
  Source source;
  std::string sha256;  // of the file's bytes, lower-case hex
  Namesakes namesakes = {};

  // Whether two contacts lie side by side, so that solder may bridge them: on a phone plug one behind the
  // other; on an XLR, and where connector_face() knows no places, next to each other on the circle of pins; else
  // hardly farther apart than the nearest two. A shell's tag lies next to none.
  bool are_neighbours(const std::string& pin, const std::string& other) const;

  bool has_contact(const std::string& pin) const {
    for (const auto& c : contacts)
      if (c == pin) return true;
    return false;
  }
};

// What a part of a type is called by its gender: "female"; of a phone connector "socket"; empty where that goes
// without saying, or is not said.
std::string part_name(Shape, Gender);
// "3-pin XLR, female".
std::string titled(const ConnectorType&, Gender);

}  // namespace buzzout
