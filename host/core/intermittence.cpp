#include "core/intermittence.hpp"

#include <algorithm>
#include <array>

#include "core/compare.hpp"
#include "core/explanation.hpp"

namespace buzzout {
namespace {

// The links of a point that were not the same in every scan, or not in every reading of the slow pass.
PointSet changed_in_scans(Point p, const std::vector<Scan>& scans) {
  PointSet out = 0;
  for (const auto& s : scans) out |= s.matrix.rows[p] ^ scans.front().matrix.rows[p];
  return out;
}
PointSet changed_in_slow_pass(Point p, const SlowPass& slow) { return slow.ever.rows[p] & ~slow.always.rows[p]; }

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
        settled_(settled),
        steady_(settled),
        parts_(points_),
        held_(points_),
        at_times_(points_) {
    for (Point p = 0; p < points_; ++p) {
      const PointSet in_scans = changed_in_scans(p, scans), in_slow_pass = changed_in_slow_pass(p, slow);
      ever_[p] = slow.ever.rows[p];
      for (const auto& s : scans) ever_[p] |= s.matrix.rows[p];
      add_both_ways(p, in_scans | in_slow_pass, touched_);
      add_both_ways(p, in_scans | (in_slow_pass & ~scans.front().matrix.rows[p]), fickle_);
    }
    for (Point p = 0; p < points_; ++p) {
      changed_[p] = has(expected.ignored(), p) ? 0 : touched_[p] & ~expected.ignored();
      steady_.rows[p] &= ~changed_[p];
    }
    find_parts();
    held_ = parts_;
    const auto is_seen_both_ways = [&](Point p, Point q) { return has(ever_[p], q) && has(ever_[q], p); };
    const auto is_link = [&](Point p, Point q) { return is_seen_both_ways(p, q) || !is_beyond_one_way(p, q); };
    const auto join_changed = [&](Groups& groups, bool wires_only, const auto& counts) {
      for (Point p = 0; p < points_; ++p)
        for (Point q : members(wires_only ? changed_[p] & expected.net_of(p).points : changed_[p]))
          if (counts(p, q)) groups.join(only(p) | only(q));
    };
    join_changed(held_, true, is_seen_both_ways);
    join_changed(held_, true, is_link);
    at_times_ = held_;
    join_changed(at_times_, false, is_link);
  }

  Intermittence run() {
    count_in_what_explains();
    take_for_shorts();
    for (PointSet group : held_.all()) tell_lost(group);
    for (PointSet group : at_times_.all()) tell_touching(group);
    tell_the_rest();
    return {matrix_of(held_), std::move(faults_)};
  }

 private:
  static void add_both_ways(Point p, PointSet to, std::array<PointSet, kMaxPoints>& in) {
    for (Point q : members(to & ~only(p))) {
      in[p] |= only(q);
      in[q] |= only(p);
    }
  }

  // Whether there is a steady one-way link between what the two points belong to: what changed is then its far side.
  bool is_beyond_one_way(Point p, Point q) const {
    const auto reaches = [&](Point from, Point to) {
      return std::ranges::any_of(members(held_.of(from)),
                                 [&](Point f) { return (steady_.rows[f] & held_.of(to)) != 0; });
    };
    return held_.of(p) != held_.of(q) && (reaches(p, q) || reaches(q, p));
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

  void find_parts() {
    for (Point p = 0; p < points_; ++p)
      for (Point q : members(steady_.rows[p]))
        if (has(steady_.rows[q], p)) parts_.join(only(p) | only(q));
  }

  // What was in every scan and explains nothing counts as if it had not changed.
  void take_for_shorts() {
    for (PointSet group : at_times_.all()) {
      if (held_.among(group).size() < 2) continue;
      const bool insists = std::ranges::all_of(members(group), [&](Point p) { return (fickle_[p] & group & ~held_.of(p)) == 0; });
      if (!insists) continue;
      for (Point p : members(group)) steady_.rows[p] |= settled_.rows[p] & changed_[p] & group & ~held_.of(p);
      shorts_ |= group;
    }
    find_parts();
    for (PointSet part : parts_.all()) held_.join(part);
    told_ |= shorts_;
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
    if (held_.among(group).size() < 2 || (group & shorts_) != 0) return;
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
  const ScanMatrix& settled_;
  ScanMatrix steady_;  // without the links that changed
  // By point, either way: links that changed; those of them with no ignored point; and those that did so in the scans, or
  // in the slow pass without having been in the first scan. One way: links seen at any time.
  std::array<PointSet, kMaxPoints> touched_{}, changed_{}, fickle_{}, ever_{};
  Groups parts_;     // what hangs together always
  Groups held_;      // what the profile is held against
  Groups at_times_;  // what hangs together at times
  PointSet shorts_ = 0, told_ = 0;
  std::vector<Fault> faults_;
};

}  // namespace

PointSet unsteady_points(const std::vector<Scan>& scans, const SlowPass& slow, const Expectation& expected) {
  PointSet out = 0;
  for (Point p = 0; p < expected.points(); ++p)
    if (const PointSet links = (changed_in_scans(p, scans) | changed_in_slow_pass(p, slow)) & ~expected.undecided(p); links != 0)
      out |= links | only(p);
  return out & ~expected.ignored();
}

Intermittence take_apart(const Profile& profile, const FixtureMap& map, const Expectation& expected,
                         const std::vector<Scan>& scans, const SlowPass& slow, const ScanMatrix& settled) {
  return TakingApart(profile, map, expected, scans, slow, settled).run();
}

}  // namespace buzzout
