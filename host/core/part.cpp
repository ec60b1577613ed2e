#include "core/part.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace buzzout {
namespace {

std::string digits_of(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::general, 4).ptr;
  return {digits.data(), end};
}

struct Unit {
  double ohm;
  const char* name;
};
Unit unit_for(double ohm) {
  if (ohm >= 1e6) return {1e6, " MΩ"};
  return ohm >= 1e3 ? Unit{1e3, " kΩ"} : Unit{1, " Ω"};
}

}  // namespace

std::string_view to_string(PartKind kind) {
  switch (kind) {
    case PartKind::resistor: return "resistor";
    case PartKind::coil: return "coil";
    case PartKind::diode: return "diode";
    case PartKind::jumper: return "jumper";
    case PartKind::unknown: break;
  }
  return "unknown";
}

std::string in_words(const OhmWindow& w) {
  if (w.nominal) {
    const Unit unit = unit_for(*w.nominal);
    return digits_of(*w.nominal / unit.ohm) + unit.name + " ± " + digits_of((w.max - *w.nominal) / *w.nominal * 100) + " %";
  }
  const Unit unit = unit_for(w.max);
  return digits_of(w.min / unit.ohm) + " to " + digits_of(w.max / unit.ohm) + unit.name;
}

std::string in_words(const Part& p) {
  std::string out = p.kind == PartKind::unknown ? "part" : std::string(to_string(p.kind));
  out += " " + p.name;
  if (p.ohm) return out + " (" + in_words(*p.ohm) + ")";
  return p.value.empty() ? out : out + " (" + p.value + ")";
}

}  // namespace buzzout
