#include "live/live_ohms.hpp"

#include <algorithm>
#include <cmath>

namespace buzzout {
namespace {

bool is_beyond(const OhmTrace& t, const Resistance& r) {
  if (r.status == ResistanceStatus::too_high || r.status == ResistanceStatus::too_low) return true;
  return r.max && !(r.ohm - t.least - t.repeats <= *r.max);
}

// From the least, or from the most where it fell; to tenths of a milliohm, as readings are.
std::optional<double> change(const OhmTrace& t, const Resistance& r) {
  const double from = r.status == ResistanceStatus::too_low ? t.most : t.least, by = r.ohm - from;
  if (!std::isfinite(by)) return {};
  return std::round(by * 1e4) / 1e4;
}

}  // namespace

bool OhmTrace::has_moved_since(std::int64_t from) const {
  double low = INFINITY, high = -INFINITY;
  for (const auto& r : recent) {
    if (r.at < from) continue;
    low = std::min(low, r.ohm);
    high = std::max(high, r.ohm);
  }
  return high - low > repeats;
}

std::optional<Upset> follow_ohms(OhmTrace& t, const Resistance& r, const OhmLook& look, std::int64_t at, bool counts) {
  t.now = r;
  t.path = look.path;
  t.repeats = look.repeats;
  t.recent.push_back({at, r.ohm});
  std::erase_if(t.recent, [&](const OhmTrace::Reading& old) { return at - old.at > OhmTrace::kShown; });
  if (!counts) t.least = t.most = r.ohm;
  const bool beyond = is_beyond(t, r);
  std::optional<Upset> out;
  if (counts && t.was_within && (beyond ? !t.beyond : t.torn)) {
    out = Upset{Upset::Kind::strayed, r.net, {r.from, r.to}, 1, at, false};
    if (beyond) out->change = change(t, r);
    t.strayed = true;
  }
  t.beyond = beyond;
  t.torn = false;
  t.was_within = t.was_within || !beyond;
  if (std::isfinite(r.ohm)) {
    t.least = std::isfinite(t.least) ? std::min(t.least, r.ohm) : r.ohm;
    t.most = std::isfinite(t.most) ? std::max(t.most, r.ohm) : r.ohm;
  }
  t.jumped = counts && (t.jumped || out.has_value() || !std::isfinite(r.ohm));
  return out;
}

}  // namespace buzzout
