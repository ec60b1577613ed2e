#include "core/wire.hpp"

#include <cmath>
#include <numbers>

#include "core/words.hpp"

namespace buzzout {

std::optional<double> Wire::section_mm2() const { return awg ? mm2_of_awg(*awg) : mm2; }

double mm2_of_awg(int gauge) {
  const double diameter = 0.127 * std::pow(92.0, (36 - gauge) / 39.0);
  return std::numbers::pi / 4 * diameter * diameter;
}

std::optional<double> copper_ohms(const Wire& wire) {
  const auto section = wire.section_mm2();
  if (!section || !wire.length_m) return {};
  return *wire.length_m / 58 / *section;
}

namespace {

std::string section_in_words(const Wire& w) { return w.awg ? "AWG " + std::to_string(*w.awg) : plain_number(*w.mm2) + " mm²"; }

}  // namespace

std::string size_in_words(const Wire& w) {
  return w.section_mm2() && w.length_m ? plain_number(*w.length_m) + " m of " + section_in_words(w) : "";
}

std::string in_words(const Wire& w) {
  std::vector<std::string> out;
  if (!w.colour.empty()) out.push_back(w.colour);
  if (const auto size = size_in_words(w); !size.empty()) out.push_back(size);
  else if (w.section_mm2()) out.push_back(section_in_words(w));
  else if (w.length_m) out.push_back(plain_number(*w.length_m) + " m");
  if (w.pf_per_m) out.push_back(plain_number(*w.pf_per_m) + " pF/m");
  return list_of(out, ", ");
}

}  // namespace buzzout
