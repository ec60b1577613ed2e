#include "ohms/paths.hpp"

#include <algorithm>

namespace buzzout {
namespace {

constexpr std::size_t kAllPairs = 4;

}  // namespace

std::optional<OhmPath> path_between(Point a, Point b, OhmMethod method, const Senses& senses) {
  if (a == b) return {};
  if (method != OhmMethod::half_kelvin) return OhmPath{a, b, {}};
  if (const auto s = senses.find(a); s != senses.end()) return OhmPath{b, a, s->second};
  if (const auto s = senses.find(b); s != senses.end()) return OhmPath{a, b, s->second};
  return {};
}

std::vector<OhmPath> paths_of(const Profile& profile, const FixtureMap& map, OhmMethod method, const Senses& senses) {
  std::vector<OhmPath> out;
  if (method == OhmMethod::none) return out;
  for (const auto& net : profile.nets) {
    std::vector<Point> points;
    for (const auto& contact : net.contacts)
      if (const PointSet at = map.points_of(contact); at != 0 && !profile.is_ignored(contact)) points.push_back(lowest(at));
    for (std::size_t i = 0; i < points.size(); ++i)
      for (std::size_t j = i + 1; j < points.size(); ++j) {
        if (points.size() > kAllPairs && i > 0 && j > i + 1) continue;
        const auto path = path_between(points[i], points[j], method, senses);
        if (path && std::ranges::find(out, *path) == out.end()) out.push_back(*path);
      }
  }
  return out;
}

}  // namespace buzzout
