#include "core/part_links.hpp"

#include <algorithm>

namespace buzzout {
namespace {

constexpr unsigned kMostDiodes = 2;
constexpr unsigned kAny = kMaxPoints;

// Which nets read low with which, by net.
class Reach {
 public:
  explicit Reach(std::size_t nets) : nets_(nets), links_(nets) {}

  void one_way(std::size_t low, std::size_t follows, unsigned diodes) { links_[low].push_back({follows, diodes}); }
  void both_ways(std::size_t a, std::size_t b) {
    one_way(a, b, 0);
    one_way(b, a, 0);
  }
  // All nets that follow `from` through `most` diodes at the most.
  std::vector<bool> from(std::size_t net, unsigned most) const {
    std::vector<unsigned> diodes(nets_, kAny + 1);
    diodes[net] = 0;
    for (bool more = true; more;) {
      more = false;
      for (std::size_t i = 0; i < nets_; ++i)
        for (const auto& l : links_[i])
          if (diodes[i] + l.diodes < diodes[l.to]) {
            diodes[l.to] = diodes[i] + l.diodes;
            more = true;
          }
    }
    std::vector<bool> out;
    for (const unsigned d : diodes) out.push_back(d <= most);
    return out;
  }

 private:
  struct Link {
    std::size_t to;
    unsigned diodes;
  };
  std::size_t nets_;
  std::vector<std::vector<Link>> links_;
};

}  // namespace

PartLinks part_links(const Profile& p, const FixtureMap& map, const PartStates& states) {
  std::vector<PointSet> points;
  for (const auto& net : p.nets) {
    points.push_back(0);
    for (const auto& c : net.contacts) points.back() |= map.points_of(c);
  }
  const auto index = [&](const std::string& net) { return static_cast<std::size_t>(p.net_named(net) - p.nets.data()); };

  Reach all(p.nets.size());
  for (const auto& part : p.parts) all.both_ways(index(part.from), index(part.to));
  const auto points_around = [&](std::size_t net) {
    PointSet out = 0;
    const auto met = all.from(net, kAny);
    for (std::size_t i = 0; i < met.size(); ++i)
      if (met[i]) out |= points[i];
    return std::max(1U, size(out));
  };

  PartLinks out;
  Reach wires(p.nets.size()), diodes(p.nets.size()), possible(p.nets.size());
  for (std::size_t k = 0; k < p.parts.size(); ++k) {
    const Part& part = p.parts[k];
    std::size_t a = index(part.from), b = index(part.to);
    const PartState state = state_of(states, k);
    out.as_wires.push_back(false);
    if (state == PartState::open || part.kind == PartKind::unknown) continue;
    if (state == PartState::joined || part.kind == PartKind::jumper) {
      for (Reach* reach : {&wires, &diodes, &possible}) reach->both_ways(a, b);
    } else if (part.kind == PartKind::diode) {
      if (state == PartState::reversed) std::swap(a, b);
      for (Reach* reach : {&diodes, &possible}) reach->one_way(b, a, 1);
    } else {
      const LooksLinked looks = looks_linked(p, part, points_around(a));
      out.as_wires.back() = looks == LooksLinked::sure;
      if (looks == LooksLinked::sure) wires.both_ways(a, b);
      if (looks != LooksLinked::never) possible.both_ways(a, b);
    }
  }

  for (Point q = 0; q < map.points(); ++q) out.sure.push_back(only(q));
  out.possible = out.sure;
  for (std::size_t i = 0; i < p.nets.size(); ++i) {
    const auto by_wire = wires.from(i, 0), by_diode = diodes.from(i, kMostDiodes), at_all = possible.from(i, kAny);
    PointSet sure = 0, may = 0;
    for (std::size_t k = 0; k < p.nets.size(); ++k) {
      if (by_wire[k] || by_diode[k]) sure |= points[k];
      if (at_all[k]) may |= points[k];
    }
    for (Point q : members(points[i])) {
      out.sure[q] |= sure;
      out.possible[q] |= sure | may;
    }
  }
  return out;
}

}  // namespace buzzout
