#include "naming/seating.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "core/error.hpp"

namespace buzzout {

std::string_view to_string(Seat s) {
  switch (s) {
    case Seat::as_labelled: return "as-labelled";
    case Seat::exchanged: return "exchanged";
    case Seat::end_for_end: return "end-for-end";
    case Seat::elsewhere: break;
  }
  return "elsewhere";
}

FixtureMap::Choices Seating::choices(const Profile& profile, const Fixture& fixture) const {
  FixtureMap::Choices out;
  for (std::size_t e = 0; e < sockets.size(); ++e) out[profile.ends[e].name] = fixture.sockets[sockets[e]].name;
  return out;
}

namespace {

using Sockets = std::vector<std::size_t>;  // by end

// How many half-finished seatings are looked at for each one that is wanted: sockets that share points
// make dead ends.
constexpr std::size_t kPatience = 20;

class Search {
 public:
  Search(const Profile& profile, const Fixture& fixture, std::size_t most)
      : profile_(profile), fixture_(fixture), most_(most), patience_(most * kPatience) {
    for (const auto& end : profile.ends) {
      Sockets taking;
      for (std::size_t s = 0; s < fixture.sockets.size(); ++s)
        if (may_mate(fixture.sockets[s].gender, end.gender) && fixture.sockets[s].landings(end.type)) taking.push_back(s);
      taking_.push_back(std::move(taking));
    }
  }

  Seatings run() {
    if (std::ranges::any_of(taking_, &Sockets::empty)) return {};
    labelled_ = as_labelled();
    if (labelled_) {
      // An end that belongs onto a plug of the fixture is a socket itself, and fits no other one.
      for (std::size_t e = 0; e < taking_.size(); ++e)
        std::erase_if(taking_[e], [&](std::size_t s) {
          return fixture_.sockets[s].gender != fixture_.sockets[(*labelled_)[e]].gender;
        });
      add(*labelled_);
      for (std::size_t a = 0; a < labelled_->size(); ++a)
        for (std::size_t b = a + 1; b < labelled_->size(); ++b) try_exchange(a, b);
    }
    Sockets chosen;
    extend(chosen, 0);
    return std::move(out_);
  }

 private:
  std::optional<Sockets> as_labelled() const {
    try {
      const FixtureMap map(profile_, fixture_);
      Sockets out;
      for (const auto& p : map.placements())
        out.push_back(static_cast<std::size_t>(fixture_.socket(p.socket) - fixture_.sockets.data()));
      return out;
    } catch (const Error&) {
      return std::nullopt;
    }
  }

  bool fits(std::size_t end, std::size_t socket) const {
    return std::ranges::find(taking_[end], socket) != taking_[end].end();
  }

  void try_exchange(std::size_t a, std::size_t b) {
    Sockets other = *labelled_;
    std::swap(other[a], other[b]);
    if (fits(a, other[a]) && fits(b, other[b])) add(other);
  }

  void extend(Sockets& chosen, PointSet taken) {
    if (chosen.size() == taking_.size()) return add(chosen);
    for (std::size_t s : taking_[chosen.size()]) {
      const PointSet points = fixture_.sockets[s].points();
      if ((points & taken) != 0) continue;
      if (out_.all.size() >= most_ || patience_ == 0) {
        out_.complete = false;
        return;
      }
      --patience_;
      chosen.push_back(s);
      extend(chosen, taken | points);
      chosen.pop_back();
    }
  }

  void add(const Sockets& sockets) {
    if (!known_.insert(sockets).second) return;
    if (out_.all.size() >= most_) {
      out_.complete = false;
      return;
    }
    out_.all.push_back({Seat::elsewhere, sockets, {}});
    classify(out_.all.back());
  }

  void classify(Seating& s) const {
    if (!labelled_) return;
    std::vector<std::size_t> moved;
    for (std::size_t e = 0; e < s.sockets.size(); ++e)
      if (s.sockets[e] != (*labelled_)[e]) moved.push_back(e);
    if (moved.empty()) s.seat = Seat::as_labelled;
    if (moved.size() != 2 || s.sockets[moved[0]] != (*labelled_)[moved[1]] ||
        s.sockets[moved[1]] != (*labelled_)[moved[0]])
      return;
    s.seat = s.sockets.size() == 2 ? Seat::end_for_end : Seat::exchanged;
    for (std::size_t e : moved) s.exchanged.push_back(profile_.ends[e].name);
  }

  const Profile& profile_;
  const Fixture& fixture_;
  std::size_t most_, patience_;
  std::vector<Sockets> taking_;  // by end
  std::optional<Sockets> labelled_;
  std::set<Sockets> known_;
  Seatings out_;
};

}  // namespace

Seatings seatings_of(const Profile& profile, const Fixture& fixture, std::size_t most) {
  return Search(profile, fixture, most).run();
}

}  // namespace buzzout
