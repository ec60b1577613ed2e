#include "core/resistance.hpp"

namespace buzzout {

std::string_view to_string(OhmMethod m) {
  switch (m) {
    case OhmMethod::none: break;
    case OhmMethod::half_kelvin: return "half-kelvin";
    case OhmMethod::kelvin: return "kelvin";
    case OhmMethod::milliohm: return "milliohm";
  }
  return "none";
}

std::string_view to_string(ResistanceStatus s) {
  switch (s) {
    case ResistanceStatus::ok: return "ok";
    case ResistanceStatus::marginal: return "marginal";
    case ResistanceStatus::too_high: return "too-high";
    case ResistanceStatus::too_low: return "too-low";
    case ResistanceStatus::undecided: return "undecided";
    case ResistanceStatus::unlimited: break;
  }
  return "unlimited";
}

ResistanceStatus held_against(double ohm, double uncertainty, std::optional<double> min, std::optional<double> max,
                              std::optional<double> golden) {
  // Written so that what is no number is never within its limits.
  if (max && !(ohm - uncertainty <= *max)) return ResistanceStatus::too_high;
  if (min && !(ohm + uncertainty >= *min)) return ResistanceStatus::too_low;
  if (!max && !min) return ResistanceStatus::unlimited;
  const auto decides = [&](double limit) { return uncertainty * 3 <= limit; };
  const bool decides_max = !max || (golden ? *golden + uncertainty <= *max : decides(*max));
  if (!decides_max || (min && *min > 0 && !decides(*min))) return ResistanceStatus::undecided;
  const bool inside = (!max || ohm + uncertainty <= *max) && (!min || ohm - uncertainty >= *min);
  return inside ? ResistanceStatus::ok : ResistanceStatus::marginal;
}

}  // namespace buzzout
