#include "ohms/calibration.hpp"

#include <algorithm>

namespace buzzout {
namespace {

constexpr std::int64_t kDay = 24 * 3600;
constexpr std::int64_t kClockSlack = 3600;  // seconds by which a clock may have been ahead

}  // namespace

const Calibration::Zero* Calibration::zero(Point from, Point to) const {
  const auto found = std::ranges::find_if(zeros, [&](const Zero& z) {
    if (method == OhmMethod::kelvin) return z.to == to;
    return (z.to == to && z.from == from) || (method == OhmMethod::milliohm && z.to == from && z.from == to);
  });
  return found == zeros.end() ? nullptr : &*found;
}

Calibration::Scale Calibration::scale(Point from) const {
  if (!span) return {};
  if (span->from == from) return {span->factor, true};
  for (const auto& s : sources)
    for (const auto& known : sources)
      if (s.point == from && known.point == span->from && s.socket == known.socket && !s.stale && !known.stale)
        return {span->factor * s.ratio / known.ratio, true};
  return {span->factor, false};
}

Calibration Calibration::in_sockets(const std::set<std::string>& sockets) const {
  Calibration out = *this;
  std::erase_if(out.zeros, [&](const Zero& z) { return !sockets.contains(z.socket) || !sockets.contains(z.far); });
  return out;
}

Calibration Calibration::aged(std::int64_t now, int days) const {
  Calibration out = *this;
  const auto is_stale = [&](std::int64_t made) { return made > now + kClockSlack || now - made > days * kDay; };
  for (auto& z : out.zeros) z.stale = is_stale(z.made);
  for (auto& s : out.sources) s.stale = is_stale(s.made);
  if (out.span) out.span->stale = is_stale(out.span->made);
  return out;
}

void Calibration::replace(const std::set<std::string>& sockets, const std::vector<Zero>& by, const std::vector<Source>& driven_by) {
  std::erase_if(zeros, [&](const Zero& z) { return sockets.contains(z.socket) && sockets.contains(z.far); });
  zeros.insert(zeros.end(), by.begin(), by.end());
  std::erase_if(sources, [&](const Source& s) { return sockets.contains(s.socket); });
  sources.insert(sources.end(), driven_by.begin(), driven_by.end());
}

CalibrationBounds calibration_bounds(OhmMethod m) {
  switch (m) {
    // A sense wire is 50 to 100 mΩ, two contacts of a plug some tens.
    case OhmMethod::kelvin: return {-0.05, 0.5, 0.2};
    // Two resistors of 470 Ω, each 1 % off, and two pins of 25 and 28 Ω, each 15 % off: at most 17.4 Ω.
    case OhmMethod::half_kelvin: return {-20, 20, 1.5};
    case OhmMethod::milliohm: return {-0.1, 1, 0.12};
    case OhmMethod::none: break;
  }
  return {0, 0, 0};
}

}  // namespace buzzout
