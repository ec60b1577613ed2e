#pragma once

#include <optional>
#include <string>

namespace buzzout {

// What a net's conductor is made of, as far as its profile says.
struct Wire {
  std::optional<double> mm2;       // its copper
  std::optional<double> length_m;  // from plug to plug
  std::optional<double> pf_per_m;
  std::string colour;
  bool operator==(const Wire&) const = default;
};

// The copper of an American Wire Gauge, 0 to 40, in mm² (ASTM B258: diameters go by 92^(1/39) a step, AWG 36 has 0.127 mm).
double mm2_of_awg(int gauge);

// From end to end, of copper at 20 °C (IEC 60028: 1/58 Ω·mm²/m); nothing if section or length is not known.
std::optional<double> ohms_of(const Wire&);

}  // namespace buzzout
