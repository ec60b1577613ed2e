#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace buzzout {

// unknown: what it is stands in a free text, so that nothing can measure it.
enum class PartKind { unknown, resistor, coil, diode, jumper };
std::string_view to_string(PartKind);  // "unknown", "resistor", "coil", "diode", "jumper"

// What a resistor, or a coil by its direct current, may measure: from `min` to `max` ohms.
struct OhmWindow {
  double min = 0;
  double max = 0;
  std::optional<double> nominal;  // what is printed on it
  std::string basis;
  bool operator==(const OhmWindow&) const = default;
};

// A component of a cable, between two nets of its profile. The nets may be the two halves of one conductor that it
// lies in. A jumper is a wire of its own name: its two nets are one conductor.
struct Part {
  std::string name;
  PartKind kind = PartKind::unknown;
  std::string from, to;           // nets; of a diode the anode's and the cathode's
  std::optional<OhmWindow> ohm = {};  // of a resistor or coil, always
  std::string value = {};         // the free text of an unknown part; may be empty
  bool operator==(const Part&) const = default;

  // Whether it is told by its ohms: a resistor, a coil.
  bool has_ohms() const { return kind == PartKind::resistor || kind == PartKind::coil; }
};

// "470 Ω ± 5 %", "28 to 34 Ω", "4.7 kΩ ± 1 %"
std::string in_words(const OhmWindow&);
// "resistor R1 (470 Ω ± 5 %)", "diode D1", "part R1 (33 ohm)"
std::string in_words(const Part&);

}  // namespace buzzout
