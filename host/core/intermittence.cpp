#include "core/intermittence.hpp"

#include <algorithm>
#include <array>

#include "core/explanation.hpp"

namespace buzzout {
namespace {

// The links of a point that were not the same in every reading.
PointSet changed_in_row(Point p, const std::vector<Scan>& scans, const SlowPass& slow, const Expectation& expected) {
  const PointSet quick = scans.front().matrix.rows[p];
  PointSet out = slow.ever.rows[p] & ~slow.always.rows[p] & (expected.net_of(p).points | ~quick);
  for (const auto& s : scans) out |= s.matrix.rows[p] ^ quick;
  return out;
}

// Points in groups that can only grow together.
class Groups {
 public:
  explicit Groups(unsigned points) : points_(points) {
    for (Point p = 0; p < points; ++p) of_[p] = only(p);
  }

  void join(PointSet set) {
    PointSet all = 0;
    for (Point p : members(set)) all |= of_[p];
    for (Point p : members(all)) of_[p] = all;
  }
  PointSet of(Point p) const { return of_[p]; }
  // The groups of some points, in the order of their lowest.
  std::vector<PointSet> among(PointSet points) const {
    std::vector<PointSet> out;
    for (PointSet rest = points; rest != 0; rest &= ~out.back()) out.push_back(of_[lowest(rest)]);
    return out;
  }
  std::vector<PointSet> all() const { return among(first_points(points_)); }

 private:
  unsigned points_;
  std::array<PointSet, kMaxPoints> of_{};
};

class TakingApart {
 public:
  TakingApart(const Profile& profile, const FixtureMap& map, const Expectation& expected, const std::vector<Scan>& scans,
              const SlowPass& slow, const ScanMatrix& settled)
      : profile_(profile),
        map_(map),
        expected_(expected),
        points_(settled.points()),
        steady_(settled),
        parts_(points_),
        held_(points_),
        at_times_(points_) {
    for (Point p = 0; p < points_; ++p) {
      ever_[p] = slow.ever.rows[p];
      for (const auto& s : scans) ever_[p] |= s.matrix.rows[p];
      for (Point q : members(changed_in_row(p, scans, slow, expected) & ~only(p))) {
        touched_[p] |= only(q);
        touched_[q] |= only(p);
      }
    }
    for (Point p = 0; p < points_; ++p) {
      changed_[p] = has(expected.ignored(), p) ? 0 : touched_[p] & ~expected.ignored();
      steady_.rows[p] &= ~changed_[p];
    }
    for (Point p = 0; p < points_; ++p)
      for (Point q : members(steady_.rows[p]))
        if (has(steady_.rows[q], p)) parts_.join(only(p) | only(q));
    held_ = parts_;
    for (Point p = 0; p < points_; ++p)
      if (const PointSet wire = changed_[p] & expected.net_of(p).points; wire != 0) held_.join(wire | only(p));
    at_times_ = held_;
    for (Point p = 0; p < points_; ++p)
      for (Point q : members(changed_[p]))
        if (is_link(p, q)) at_times_.join(only(p) | only(q));
  }

  Intermittence run() {
    count_in_what_explains();
    for (PointSet group : held_.all()) tell_lost(group);
    for (PointSet group : at_times_.all()) tell_touching(group);
    tell_the_rest();
    return {matrix_of(held_), std::move(faults_)};
  }

 private:
  // A link that changed and was seen one way only is the far side of a one-way link, if there is one that is steady.
  bool is_link(Point p, Point q) const {
    if (has(ever_[p], q) && has(ever_[q], p)) return true;
    const auto reaches = [&](Point from, Point to) {
      return std::ranges::any_of(members(held_.of(from)),
                                 [&](Point f) { return (steady_.rows[f] & held_.of(to)) != 0; });
    };
    return held_.of(p) == held_.of(q) || (!reaches(p, q) && !reaches(q, p));
  }

  ScanMatrix matrix_of(const Groups& groups) const {
    ScanMatrix out = steady_;
    for (Point p = 0; p < points_; ++p)
      if (groups.of(p) != parts_.of(p)) out.rows[p] |= groups.of(p);
    return out;
  }

  unsigned size_of(const Groups& groups) const {
    const auto found = smallest_explanations(profile_, map_, netlist_of(matrix_of(groups)));
    return found.empty() ? 0 : found.front().size;
  }

  void count_in_what_explains() {
    if (at_times_.all().size() == held_.all().size()) return;
    unsigned fewest = size_of(held_);
    for (PointSet group : at_times_.all()) {
      if (fewest == 0 || held_.among(group).size() < 2) continue;
      Groups with = held_;
      with.join(group);
      const unsigned size = size_of(with);
      if (size > fewest) continue;
      fewest = size;
      held_ = with;
    }
  }

  std::string names_of(PointSet points) const {
    std::string out;
    for (const auto& net : expected_.nets())
      if ((net.points & points & ~expected_.ignored()) != 0) out += (out.empty() ? "" : " + ") + net.name;
    return out;
  }

  void add(std::string net, PointSet at) {
    Fault f;
    f.kind = FaultKind::intermittent;
    f.net = std::move(net);
    f.contacts = contacts_at(at, map_);
    faults_.push_back(std::move(f));
  }

  void tell_lost(PointSet group) {
    const auto parts = parts_.among(group);
    if (parts.size() < 2) return;
    told_ |= group;
    const PointSet heard = group & ~expected_.ignored();
    bool torn = false;
    for (const auto& net : expected_.nets())
      for (PointSet place : torn_places(net.points & heard, parts, map_)) {
        add(net.name, place);
        torn = true;
      }
    if (torn) return;
    for (PointSet place : torn_places(heard, parts, map_)) add(names_of(heard), place);
  }

  void tell_touching(PointSet group) {
    if (held_.among(group).size() < 2) return;
    told_ |= group;
    add(names_of(group), group & ~expected_.ignored());
  }

  // Whatever else changed, so that nothing that did is passed over.
  void tell_the_rest() {
    PointSet rest = 0;
    for (Point p = 0; p < points_; ++p)
      if (touched_[p] != 0 && ((touched_[p] | only(p)) & told_) == 0) rest |= only(p);
    rest &= ~expected_.ignored();
    if (rest != 0) add(names_of(rest), rest);
  }

  const Profile& profile_;
  const FixtureMap& map_;
  const Expectation& expected_;
  unsigned points_;
  ScanMatrix steady_;  // without the links that changed
  // By point, either way: links that changed; those of them with no ignored point; and one way: links seen at any time.
  std::array<PointSet, kMaxPoints> touched_{}, changed_{}, ever_{};
  Groups parts_;     // what hangs together always
  Groups held_;      // what the profile is held against
  Groups at_times_;  // what hangs together at times
  PointSet told_ = 0;
  std::vector<Fault> faults_;
};

}  // namespace

PointSet unsteady_points(const std::vector<Scan>& scans, const SlowPass& slow, const Expectation& expected) {
  PointSet out = 0;
  for (Point p = 0; p < expected.points(); ++p)
    if (const PointSet links = changed_in_row(p, scans, slow, expected); links != 0) out |= links | only(p);
  return out & ~expected.ignored();
}

Intermittence take_apart(const Profile& profile, const FixtureMap& map, const Expectation& expected,
                         const std::vector<Scan>& scans, const SlowPass& slow, const ScanMatrix& settled) {
  return TakingApart(profile, map, expected, scans, slow, settled).run();
}

}  // namespace buzzout
