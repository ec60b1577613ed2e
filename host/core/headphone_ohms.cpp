#include "core/headphone_ohms.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/attached_headphones.hpp"

namespace buzzout {
namespace {

using Value = HeadphoneOhms::Value;

constexpr double kSupplyMillivolts = 5000;
constexpr double kForced = 470 + 28, kLowPin = 25, kSeries = 470;
// What is left of three readings by the same resistors, as a share of their sum: the converter's integral error.
constexpr double kLeftOver = 0.0025;

double root(double a, double b, double c = 0) { return std::sqrt(a * a + b * b + c * c); }

// As records have it.
double as_written(double value) { return std::isfinite(value) ? std::round(value * 1e4) / 1e4 : value; }

Value held(double value, double uncertainty, std::optional<double> min, std::optional<double> max, std::string basis) {
  Value out{as_written(value), as_written(uncertainty), min, max, std::move(basis)};
  out.status = status_of(out);
  return out;
}

bool is_good(const std::optional<Value>& v) {
  return v && (v->status == ResistanceStatus::ok || v->status == ResistanceStatus::marginal);
}

// Percent of the mean by which `a` is more than `b`.
std::optional<Value> match_of(const Value& a, const Value& b, double uncertainty_of_difference, const AttachedHeadphones& limit) {
  const double mean = (a.value + b.value) / 2;
  const auto conducts_as_a_coil = [](const Value& v) { return std::isfinite(v.value) && v.status != ResistanceStatus::too_low; };
  if (!conducts_as_a_coil(a) || !conducts_as_a_coil(b) || !(mean > 0)) return {};
  return held(100 * (a.value - b.value) / mean, 100 * uncertainty_of_difference / mean, {}, limit.most_apart, limit.basis);
}

}  // namespace

ResistanceStatus status_of(const Value& v) {
  const double u = v.uncertainty, size = v.min ? v.value : std::abs(v.value);
  // Written so that what is no number is never within its limits.
  if (v.max && !(size - u <= *v.max)) return ResistanceStatus::too_high;
  if (v.min && !(size + u >= *v.min)) return ResistanceStatus::too_low;
  const bool below = !v.max || size + u <= *v.max, above = !v.min || size - u >= *v.min;
  if (below && above) return ResistanceStatus::ok;
  const bool decides = (below || u * 3 <= *v.max) && (above || u * 3 <= *v.min);
  return decides ? ResistanceStatus::marginal : ResistanceStatus::undecided;
}

bool HeadphoneOhms::is_decided() const {
  const bool contradicts = common && common->value < -2 * common->uncertainty;  // no star has a branch below nothing
  return is_good(left) && is_good(right) && is_good(match) && !contradicts;
}

bool any_marginal(const std::optional<HeadphoneOhms>& h) {
  return h && std::ranges::any_of(std::array{&h->left, &h->right, &h->match, &h->common},
                                  [](const auto* v) { return *v && (*v)->status == ResistanceStatus::marginal; });
}

std::optional<PathOhms> reading_between(const FixtureMap& map, const OhmEvidence& ohms, const Net& a, const Net& b) {
  const auto is_in = [&](const Net& net, Point p) {
    return std::ranges::any_of(net.contacts, [&](const Contact& c) { return has(map.points_of(c), p); });
  };
  std::optional<PathOhms> out;
  for (const auto& path : ohms.paths) {
    if (!(is_in(a, path.from) && is_in(b, path.to)) && !(is_in(b, path.from) && is_in(a, path.to))) continue;
    if (!out) {
      out = path;
      continue;
    }
    out->ohm = (out->ohm + path.ohm) / 2;
    out->uncertainty = std::max(out->uncertainty, path.uncertainty);
    out->of_zero = std::max(out->of_zero, path.of_zero);
  }
  return out;
}

std::optional<HeadphoneOhms> headphone_ohms(const Profile& p, const FixtureMap& map, const OhmEvidence& ohms) {
  if (!p.headphones || ohms.method == OhmMethod::none || ohms.problem) return {};
  const Part &left = *p.part(kLeftCoil), &right = *p.part(kRightCoil);
  const auto net = [&](const std::string& name) -> const Net& { return *p.net_named(name); };
  const auto of_left = reading_between(map, ohms, net(left.from), net(left.to));
  const auto of_right = reading_between(map, ohms, net(right.from), net(right.to));
  const auto coil = [](double ohm, double u, const Part& part) { return held(ohm, u, part.ohm->min, part.ohm->max, part.ohm->basis); };
  HeadphoneOhms out;
  for (const auto& r : {of_left, of_right})
    if (r && std::isfinite(r->ohm)) {
      const double others = ohms.method == OhmMethod::kelvin ? kForced + kLowPin : kForced + kSeries + kLowPin;
      out.current_ma = std::max(out.current_ma, std::round(10 * kSupplyMillivolts / (others + std::max(0.0, r->ohm))) / 10);
    }
  const bool shared = left.to == right.to;
  if (!shared || !of_left || !of_right || !std::isfinite(of_left->ohm) || !std::isfinite(of_right->ohm)) {
    if (of_left) out.left = coil(of_left->ohm, of_left->uncertainty, left);
    if (of_right) out.right = coil(of_right->ohm, of_right->uncertainty, right);
    if (out.left && out.right) out.match = match_of(*out.left, *out.right, root(out.left->uncertainty, out.right->uncertainty), *p.headphones);
    return out;
  }
  const auto across = reading_between(map, ohms, net(left.from), net(right.from));
  if (!across || !std::isfinite(across->ohm)) return out;
  const double l = of_left->ohm, r = of_right->ohm, a = across->ohm;
  const bool cancels = ohms.method == OhmMethod::kelvin || ohms.method == OhmMethod::half_kelvin;
  const double u = cancels ? root(of_left->of_zero, of_right->of_zero, across->of_zero) / 2 + kLeftOver * (l + r + a) / 2
                           : root(of_left->uncertainty, of_right->uncertainty, across->uncertainty) / 2;
  out.common = held((l + r - a) / 2, u, {}, p.continuity.ohm, p.continuity.basis);
  out.left = coil(l - out.common->value, of_left->uncertainty + u, left);
  out.right = coil(r - out.common->value, of_right->uncertainty + u, right);
  out.match = match_of(*out.left, *out.right, root(of_left->uncertainty, of_right->uncertainty), *p.headphones);
  return out;
}

}  // namespace buzzout
