#pragma once

#include <optional>
#include <string>

namespace buzzout {

// What a net's conductor is, as far as its profile says.
struct Wire {
  std::optional<int> awg;          // its section: American Wire Gauge,
  std::optional<double> mm2;       // or mm² of copper; never both
  std::optional<double> length_m;  // from plug to plug
  std::optional<double> pf_per_m;
  std::string colour;
  bool operator==(const Wire&) const = default;

  std::optional<double> section_mm2() const;
};

// The copper of an American Wire Gauge, 0 to 40, in mm² (ASTM B258: diameters go by 92^(1/39) a step, AWG 36 has 0.127 mm).
double mm2_of_awg(int gauge);

// From plug to plug, of solid copper at 20 °C (IEC 60028: 1/58 Ω·mm²/m); nothing if section or length is not known.
std::optional<double> copper_ohms(const Wire&);

// What a good wire may have more than that: a stranded, tinned conductor up to 16 % over its nominal section (IEC 60228,
// class 5: 40.1 Ω/km for 0.5 mm²), and 8 % at 40 °C.
inline constexpr double kMostOverCopper = 1.25;

// "1.2 m of AWG 26", "3 m of 0.5 mm²"; empty if section or length is not known.
std::string size_in_words(const Wire&);
// All that is said of it: "red, 1.2 m of AWG 26, 100 pF/m"
std::string in_words(const Wire&);

}  // namespace buzzout
