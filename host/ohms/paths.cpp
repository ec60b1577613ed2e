#include "ohms/paths.hpp"

#include <algorithm>

#include "core/part_network.hpp"

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

namespace {

class PathFinder {
 public:
  PathFinder(const Profile& profile, const FixtureMap& map, OhmMethod method, const Senses& senses)
      : profile_(profile), map_(map), method_(method), senses_(senses) {}

  std::vector<OhmPath> find() {
    for (const auto& net : profile_.nets) along(net);
    for (const auto& part : profile_.parts)
      if (part.has_ohms() || part.kind == PartKind::jumper)
        across(*profile_.net_named(part.from), *profile_.net_named(part.to), part.kind == PartKind::jumper);
    if (profile_.headphones) {
      for (const auto& a : profile_.nets)
        for (const auto& b : profile_.nets)
          if (&a != &b && !has_part_between(a, b)) across(a, b, true, false);
    } else {
      for (std::size_t i = 0; i < profile_.nets.size(); ++i)
        for (std::size_t j = i + 1; j < profile_.nets.size(); ++j)
          if (const Net &a = profile_.nets[i], &b = profile_.nets[j]; !has_part_between(a, b) && window_between(profile_, a, b))
            across(a, b, false);
    }
    return std::move(out_);
  }

 private:
  std::vector<Point> points_of(const Net& net) const {
    std::vector<Point> out;
    for (const auto& contact : net.contacts)
      if (const PointSet at = map_.points_of(contact); at != 0 && !profile_.is_ignored(contact)) out.push_back(lowest(at));
    return out;
  }

  bool has_part_between(const Net& a, const Net& b) const {
    return std::ranges::any_of(profile_.parts, [&](const Part& part) {
      return (part.from == a.name && part.to == b.name) || (part.from == b.name && part.to == a.name);
    });
  }

  // Headphones are measured whatever joins their wires: nobody wears them.
  PointSet all_joined_to(const Net& net) const {
    PointSet out = 0;
    for (const auto& other : profile_.nets)
      if (profile_.headphones || are_joined_by_parts(profile_, net, other))
        for (const auto& contact : other.contacts) out |= map_.points_of(contact);
    return out;
  }

  void along(const Net& net) {
    const auto points = points_of(net);
    for (std::size_t i = 0; i < points.size(); ++i)
      for (std::size_t j = i + 1; j < points.size(); ++j)
        if (points.size() <= kAllPairs || i == 0 || j == i + 1) add(path_between(points[i], points[j], method_, senses_), net, true);
  }

  // From the first contacts between which it can be measured.
  void across(const Net& from, const Net& to, bool must_be_joined, bool must_be = true) {
    for (const Point a : points_of(from))
      for (const Point b : points_of(to))
        if (const auto path = path_between(a, b, method_, senses_)) return add(path, from, must_be_joined, must_be);
  }

  void add(std::optional<OhmPath> path, const Net& net, bool is_wire, bool must_be = true) {
    if (!path) return;
    path->within = all_joined_to(net);
    for (const auto& contact : profile_.ignored) path->ignored |= map_.points_of(contact);
    path->is_wire = is_wire;
    path->must_be = must_be;
    if (std::ranges::find(out_, *path) == out_.end()) out_.push_back(*path);
  }

  const Profile& profile_;
  const FixtureMap& map_;
  OhmMethod method_;
  const Senses& senses_;
  std::vector<OhmPath> out_;
};

}  // namespace

std::vector<OhmPath> paths_of(const Profile& profile, const FixtureMap& map, OhmMethod method, const Senses& senses) {
  if (method == OhmMethod::none) return {};
  return PathFinder(profile, map, method, senses).find();
}

}  // namespace buzzout
