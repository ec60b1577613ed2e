#include "core/rewiring.hpp"

#include <algorithm>
#include <numeric>

namespace buzzout {
namespace {

constexpr std::size_t kMostContacts = 7;

struct Site {
  Point point;
  std::size_t contact;  // index into Profile::contacts()
};

class Search {
 public:
  Search(const Profile& profile, const FixtureMap& map, const Netlist& measured)
      : contacts_(profile.contacts()) {
    net_of_contact_.resize(contacts_.size());
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      const Net* net = profile.net_of(contacts_[i]);
      net_of_contact_[i] = net != nullptr ? static_cast<std::size_t>(net - profile.nets.data())
                                          : profile.nets.size() + i;
      if (profile.is_ignored(contacts_[i])) continue;
      for (Point p : members(map.points_of(contacts_[i]))) sites_.push_back({p, i});
    }
    for (const auto& s : sites_) measured_.push_back(measured.net_of(s.point));
  }

  std::vector<Rewiring> run(const Profile& profile) {
    std::size_t fewest = contacts_.size() + 1;
    std::vector<Rewiring> found;
    std::size_t first = 0;
    for (const auto& end : profile.ends) {
      const std::size_t n = end.type.contacts.size();
      if (n <= kMostContacts) try_end(end, first, n, fewest, found);
      first += n;
    }
    // The end with the fewest joints first: it is opened soonest.
    std::ranges::stable_sort(found, {}, [&](const Rewiring& r) {
      return profile.end(r.end)->type.contacts.size();
    });
    return found;
  }

 private:
  void try_end(const End& end, std::size_t first, std::size_t n, std::size_t& fewest,
               std::vector<Rewiring>& found) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    while (std::next_permutation(order.begin(), order.end())) {
      std::size_t moved = 0;
      for (std::size_t i = 0; i < n; ++i) moved += order[i] != i;
      if (moved > fewest || !explains(first, order)) continue;
      if (moved < fewest) found.clear();
      fewest = moved;
      Rewiring r{end.name, {}};
      for (std::size_t i = 0; i < n; ++i)
        if (order[i] != i) r.moves.emplace_back(end.type.contacts[i], end.type.contacts[order[i]]);
      found.push_back(std::move(r));
    }
  }

  // Whether the profile with contact `first + i` wired as `first + order[i]` gives what was measured.
  bool explains(std::size_t first, const std::vector<std::size_t>& order) const {
    auto net = [&](const Site& s) {
      const bool here = s.contact >= first && s.contact < first + order.size();
      return net_of_contact_[here ? first + order[s.contact - first] : s.contact];
    };
    for (std::size_t a = 0; a < sites_.size(); ++a)
      for (std::size_t b = a + 1; b < sites_.size(); ++b) {
        const bool wanted = sites_[a].contact == sites_[b].contact || net(sites_[a]) == net(sites_[b]);
        if (wanted != has(measured_[a], sites_[b].point)) return false;
      }
    return true;
  }

  std::vector<Contact> contacts_;
  std::vector<std::size_t> net_of_contact_;
  std::vector<Site> sites_;
  std::vector<PointSet> measured_;  // by site
};

}  // namespace

std::vector<Rewiring> smallest_rewirings(const Profile& profile, const FixtureMap& map,
                                         const Netlist& measured) {
  if (!measured.one_ways.empty() || !measured.ragged.empty()) return {};
  return Search(profile, map, measured).run(profile);
}

}  // namespace buzzout
