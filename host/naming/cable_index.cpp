#include "naming/cable_index.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <tuple>

#include "core/board.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr std::uint8_t kIgnored = 0xFF;
using Labels = std::array<std::uint8_t, kMaxPoints>;

// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over the labels.
std::uint64_t hash_of(const Labels& labels, unsigned points) {
  std::uint64_t h = 14695981039346656037U;
  for (Point p = 0; p < points; ++p) h = (h ^ labels[p]) * 1099511628211U;
  return h;
}

Labels labels_of_nets(std::span<const PointSet> nets, PointSet ignored, unsigned points) {
  Labels out{};
  for (Point p = 0; p < points; ++p) out[p] = has(ignored, p) ? kIgnored : static_cast<std::uint8_t>(p);
  for (PointSet net : nets)
    for (Point p : members(net)) out[p] = static_cast<std::uint8_t>(lowest(net));
  return out;
}

Labels labels_of_matrix(const ScanMatrix& matrix, PointSet ignored) {
  Labels out{};
  for (Point p = 0; p < matrix.points(); ++p) {
    const PointSet row = matrix.rows[p] & ~ignored;
    out[p] = has(ignored, p) ? kIgnored : row == 0 ? 0 : static_cast<std::uint8_t>(lowest(row));
  }
  return out;
}

// Nothing here can recognise a cable with parts, nor prove one of whose contacts no test point knows.
bool recognisable(const Profile& profile) { return profile.parts.empty(); }

// The nets of two points or more that a cable makes in its sockets.
struct Wires {
  std::vector<PointSet> nets;
  PointSet ignored = 0;
  bool whole = true;  // every contact of a net reaches a test point
};

// Contacts of a profile by their number, for many seatings.
class ContactTable {
 public:
  explicit ContactTable(const Profile& profile) : profile_(profile) {
    std::size_t next = 0;
    for (const auto& end : profile.ends) {
      first_.push_back(next);
      next += end.type.contacts.size();
    }
    for (const auto& net : profile.nets) {
      nets_.emplace_back();
      for (const auto& c : net.contacts) nets_.back().push_back(index(c));
    }
    for (const auto& c : profile.ignored) ignored_.push_back(index(c));
  }

  Wires wires(const Seating& seating, const Fixture& fixture) const {
    std::vector<PointSet> points;
    for (std::size_t e = 0; e < profile_.ends.size(); ++e) {
      const auto landings = fixture.sockets[seating.sockets[e]].landings(profile_.ends[e].type);
      points.insert(points.end(), landings->begin(), landings->end());
    }
    Wires out;
    for (std::size_t c : ignored_) out.ignored |= points[c];
    std::vector<bool> in_net(points.size());
    for (const auto& net : nets_) {
      PointSet joined = 0;
      for (std::size_t c : net) {
        joined |= points[c];
        in_net[c] = true;
        out.whole = out.whole && points[c] != 0;
      }
      out.nets.push_back(joined);
    }
    // A lone contact that lands on two points joins them.
    for (std::size_t c = 0; c < points.size(); ++c)
      if (!in_net[c]) out.nets.push_back(points[c]);
    for (auto& net : out.nets) net &= ~out.ignored;
    std::erase_if(out.nets, [](PointSet net) { return size(net) < 2; });
    std::ranges::sort(out.nets, {}, lowest);
    return out;
  }

 private:
  std::size_t index(const Contact& c) const {
    for (std::size_t e = 0; e < profile_.ends.size(); ++e) {
      if (profile_.ends[e].name != c.end) continue;
      const auto& pins = profile_.ends[e].type.contacts;
      return first_[e] + static_cast<std::size_t>(std::ranges::find(pins, c.pin) - pins.begin());
    }
    throw Error("internal", "profile " + profile_.name + " has no contact " + c.name());
  }

  const Profile& profile_;
  std::vector<std::size_t> first_;  // by end
  std::vector<std::vector<std::size_t>> nets_;
  std::vector<std::size_t> ignored_;
};

int doubt(Trust t) {
  switch (t) {
    case Trust::sourced:
    case Trust::confirmed: return 0;
    case Trust::presumed: return 1;
    case Trust::template_only: break;
  }
  return 2;
}

auto rank(const CableMatch& m) {
  return std::tuple(m.distance, static_cast<int>(m.seating.seat), doubt(m.profile->trust), -static_cast<int>(m.common),
                    std::string_view(m.profile->name));
}

// Each profile once, where it ranks first; in order of rank.
void keep_best(std::vector<CableMatch>& matches) {
  std::ranges::stable_sort(matches, [](const auto& a, const auto& b) { return rank(a) < rank(b); });
  std::set<const Profile*> seen;
  std::erase_if(matches, [&](const CableMatch& m) { return !seen.insert(m.profile).second; });
}

}  // namespace

CableIndex::CableIndex(const std::vector<Profile>& profiles, const Fixture& fixture)
    : profiles_(profiles) {
  const Board* board = find_board(fixture.board);
  if (board == nullptr)
    throw Error("unknown-board", "fixture " + fixture.name + " is for an unknown board `" + fixture.board + "`");
  points_ = board->points;
  const std::size_t most =
      std::clamp<std::size_t>(kMostSeatingsOfAll / std::max<std::size_t>(1, profiles.size()), 1, kMostSeatings);

  for (std::uint32_t i = 0; i < profiles.size(); ++i) {
    if (!recognisable(profiles[i])) continue;
    Seatings seatings = seatings_of(profiles[i], fixture, most);
    if (!seatings.complete) incomplete_.push_back(profiles[i].name);
    const ContactTable table(profiles[i]);
    bool fits = false;
    for (auto& seating : seatings.all) {
      const Wires wires = table.wires(seating, fixture);
      if (!wires.whole || wires.nets.empty()) continue;
      fits = true;
      members_.push_back({i, form_of(wires.nets, wires.ignored), std::move(seating)});
    }
    cables_ += fits;
  }
  std::ranges::stable_sort(members_, {}, &Member::form);
  for (std::uint32_t m = 0; m < members_.size(); ++m) {
    Form& form = forms_[members_[m].form];
    if (form.members++ == 0) form.first_member = m;
  }
}

std::uint32_t CableIndex::form_of(const std::vector<PointSet>& nets, PointSet ignored) {
  const std::uint64_t hash = hash_of(labels_of_nets(nets, ignored, points_), points_);
  const auto [from, to] = by_hash_.equal_range(hash);
  for (auto it = from; it != to; ++it)
    if (forms_[it->second].ignored == ignored && std::ranges::equal(nets_of(forms_[it->second]), nets))
      return it->second;
  const auto number = static_cast<std::uint32_t>(forms_.size());
  Form form{ignored, 0, static_cast<std::uint32_t>(nets_.size()), static_cast<std::uint32_t>(nets.size()), 0, 0, 0};
  form.parts = points_ - size(ignored);
  for (PointSet net : nets) {
    form.parts -= size(net) - 1;
    form.linked |= net;
  }
  forms_.push_back(form);
  nets_.insert(nets_.end(), nets.begin(), nets.end());
  by_hash_.emplace(hash, number);
  if (std::ranges::find(masks_, ignored) == masks_.end()) masks_.push_back(ignored);
  return number;
}

std::span<const PointSet> CableIndex::nets_of(const Form& form) const {
  return {nets_.data() + form.first_net, form.nets};
}

bool CableIndex::measures(const Form& form, const ScanMatrix& matrix) const {
  std::array<PointSet, kMaxPoints> expected{};
  for (Point p = 0; p < points_; ++p) expected[p] = only(p);
  for (PointSet net : nets_of(form))
    for (Point p : members(net)) expected[p] = net;
  for (Point p : members(first_points(points_) & ~form.ignored))
    if ((matrix.rows[p] & ~form.ignored) != expected[p]) return false;
  return true;
}

CableMatch CableIndex::match(const Member& m, unsigned distance, unsigned common) const {
  unsigned wires = 0;
  for (PointSet net : nets_of(forms_[m.form])) wires += size(net) - 1;
  return {&profiles_[m.profile], m.seating, distance, common, wires, m.form};
}

std::vector<CableMatch> CableIndex::exact(const ScanMatrix& matrix) const {
  std::vector<CableMatch> out;
  if (matrix.points() != points_) return out;
  for (PointSet ignored : masks_) {
    const auto [from, to] = by_hash_.equal_range(hash_of(labels_of_matrix(matrix, ignored), points_));
    for (auto it = from; it != to; ++it) {
      const Form& form = forms_[it->second];
      if (form.ignored != ignored || !measures(form, matrix)) continue;
      for (std::uint32_t m = form.first_member; m < form.first_member + form.members; ++m) {
        CableMatch found = match(members_[m], 0, 0);
        found.common = found.wires;
        out.push_back(std::move(found));
      }
    }
  }
  keep_best(out);
  return out;
}

std::vector<CableMatch> CableIndex::nearest(const Netlist& measured, std::size_t most) const {
  // Measured parts that a mask leaves.
  std::vector<std::pair<PointSet, unsigned>> parts;
  for (PointSet ignored : masks_)
    parts.emplace_back(ignored, static_cast<unsigned>(std::ranges::count_if(
                                    measured.nets, [&](PointSet net) { return (net & ~ignored) != 0; })));
  std::array<PointSet, kMaxPoints> net_of{};
  PointSet linked = 0;
  for (PointSet net : measured.nets)
    if (size(net) > 1) linked |= net;
  for (PointSet net : measured.nets)
    for (Point p : members(net & first_points(points_))) net_of[p] = net;

  struct Near {
    std::uint32_t form = 0, common = 0;
  };
  std::vector<std::vector<Near>> by_distance(2 * kMaxPoints + 1);
  for (std::uint32_t f = 0; f < forms_.size(); ++f) {
    const Form& form = forms_[f];
    unsigned common = 0;
    for (PointSet net : nets_of(form)) {
      unsigned pieces = 0;
      for (PointSet rest = net; rest != 0; rest &= ~net_of[lowest(rest)]) ++pieces;
      common += size(net) - pieces;
    }
    if (common == 0 && (linked & ~form.ignored) != form.linked) continue;
    const unsigned intersecting = points_ - size(form.ignored) - common;
    const unsigned there = std::ranges::find(parts, form.ignored, &std::pair<PointSet, unsigned>::first)->second;
    by_distance[2 * intersecting - form.parts - there].push_back({f, common});
  }

  std::vector<CableMatch> out;
  for (unsigned distance = 0; distance < by_distance.size() && out.size() < most; ++distance) {
    for (const Near& near : by_distance[distance])
      for (std::uint32_t m = forms_[near.form].first_member, end = m + forms_[near.form].members; m < end; ++m)
        out.push_back(match(members_[m], distance, near.common));
    keep_best(out);
  }
  if (out.size() > most) out.erase(out.begin() + static_cast<std::ptrdiff_t>(most), out.end());
  return out;
}

}  // namespace buzzout
