#include "ohms/zero_insertions.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace buzzout {
namespace {

constexpr std::size_t kFroms = 3;
// By which one contact of a Kelvin plug may measure worse than the best, in ohms: two that repeat within ±25 mΩ, and the
// converter's errors, which are up to 40 mΩ in each of the two readings.
constexpr double kWorseContact = 0.15;

// Of each insertion the mean over the paths that share a zero.
using MeansOfPaths = std::map<std::pair<Point, Point>, double>;

MeansOfPaths means(const std::vector<PathOhms>& paths, OhmMethod method) {
  std::map<std::pair<Point, Point>, std::pair<double, int>> sums;
  for (const auto& p : paths) {
    // Whichever the path came from.
    auto& [sum, count] = sums[{p.to, method == OhmMethod::kelvin ? p.to : p.from}];
    sum += p.ohm;
    ++count;
  }
  MeansOfPaths out;
  for (const auto& [path, s] : sums) out[path] = s.first / s.second;
  return out;
}

// A contact is in every path from it as well as in every path to it; a sense wire only in those to it.
std::optional<BadZero> worse_contact(const std::vector<PathOhms>& paths) {
  std::map<Point, double> best;
  for (const auto& p : paths) best[p.to] = best.contains(p.to) ? std::min(best[p.to], p.ohm) : p.ohm;
  std::map<Point, std::pair<double, int>> worse;
  for (const auto& p : paths) {
    worse[p.from].first += p.ohm - best[p.to];
    ++worse[p.from].second;
  }
  std::optional<BadZero> out;
  for (const auto& [point, w] : worse) {
    const double ohm = w.first / w.second;
    if (!(ohm <= kWorseContact) && (!out || ohm > out->ohm)) out = BadZero{BadZero::Kind::one_contact, point, ohm};
  }
  return out;
}

}  // namespace

std::vector<OhmPath> zero_paths(PointSet joined, OhmMethod method, const Senses& senses) {
  PointSet readers = 0;
  for (const auto& [contact, reader] : senses) readers |= only(reader);
  std::vector<Point> points;
  for (const Point p : members(joined & ~readers)) points.push_back(p);
  std::vector<OhmPath> out;
  if (method == OhmMethod::kelvin) {
    for (std::size_t to = 0; to < points.size(); ++to)
      for (std::size_t k = 1; k <= std::min(kFroms, points.size() - 1); ++k)
        out.push_back({points[(to + k) % points.size()], points[to], {}});
    return out;
  }
  for (const Point a : points)
    for (const Point b : points) {
      const auto path = path_between(a, b, method, senses);
      if (!path || std::ranges::find(out, *path) != out.end()) continue;
      const OhmPath back{path->to, path->from, {}};
      if (method == OhmMethod::milliohm && std::ranges::find(out, back) != out.end()) continue;
      out.push_back(*path);
    }
  return out;
}

std::optional<BadZero> ZeroInsertions::fault() const {
  std::optional<BadZero> odd;
  for (const auto& [point, ratio] : source_ratios(sinks))
    if (!(ratio >= kLeastFactor && ratio <= kMostFactor) && (!odd || std::abs(std::log(ratio)) > std::abs(std::log(odd->ohm))))
      odd = BadZero{BadZero::Kind::odd_resistor, point, ratio};
  if (odd) return odd;
  const auto bounds = calibration_bounds(method);
  for (const auto& paths : insertions) {
    if (method == OhmMethod::kelvin)
      if (const auto worse = worse_contact(paths)) return worse;
    for (const auto& [path, ohm] : means(paths, method))
      if (!(ohm >= bounds.least_zero && ohm <= bounds.most_zero)) return BadZero{BadZero::Kind::out_of_bounds, path.first, ohm};
  }
  for (const auto& z : zeros())
    if (!(z.spread <= bounds.most_spread)) return BadZero{BadZero::Kind::unsteady, z.to, z.spread};
  return {};
}

std::vector<Calibration::Zero> ZeroInsertions::zeros() const {
  struct Range {
    double sum = 0, least = 0, most = 0;
    unsigned count = 0;
  };
  std::map<std::pair<Point, Point>, Range> all;
  for (const auto& paths : insertions)
    for (const auto& [path, ohm] : means(paths, method)) {
      Range& r = all[path];
      r.least = r.count == 0 ? ohm : std::min(r.least, ohm);
      r.most = r.count == 0 ? ohm : std::max(r.most, ohm);
      r.sum += ohm;
      ++r.count;
    }
  std::vector<Calibration::Zero> out;
  for (const auto& [path, r] : all) {
    Calibration::Zero z = Calibration::between(path.second, path.first, r.sum / r.count, r.count);
    z.spread = r.most - r.least;
    out.push_back(std::move(z));
  }
  return out;
}

}  // namespace buzzout
