#include "core/explanation.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <set>
#include <span>

namespace buzzout {
namespace {

constexpr std::size_t kEveryOrderUpTo = 6;
constexpr std::size_t kMostTied = 256;  // before those that cannot be told are dropped
constexpr std::size_t kMostTold = 12;
constexpr std::size_t kMostSwapsTwice = 120;  // of sixteen wires that may be elsewhere

using Order = std::vector<std::size_t>;  // contact i of the end has the wire that belongs on contact order[i]

// The roles that an end's contacts carry, "" where no net names them.
std::vector<std::string> roles_at(const Profile& p, const End& end, const Rewiring* rewiring) {
  std::vector<std::string> out;
  for (const auto& pin : end.type.contacts) {
    std::string belongs = pin;
    if (rewiring != nullptr)
      for (const auto& [on, to] : rewiring->moves)
        if (on == pin) belongs = to;
    const Net* net = p.net_of({end.name, belongs});
    out.push_back(net != nullptr ? net->name : "");
  }
  return out;
}

const PlugOrder* order_with(const End& end, const std::vector<std::string>& roles) {
  const auto found = std::ranges::find(end.type.orders, roles, &PlugOrder::roles);
  return found != end.type.orders.end() ? &*found : nullptr;
}

// The plugs of one type at two ends, and how many exchanges of wires it takes to do the same.
struct Plugs {
  std::size_t one, other;
  unsigned size;
};

// One way to rearrange a cable before anything is broken or joined: plugs, one exchange after the other, then the
// wires of up to two ends.
struct Rearrangement {
  std::span<const Plugs> plugs;
  struct Step {
    std::size_t end;
    const Order* order;
  };
  std::span<const Step> steps;
};

// One that is kept.
struct StoredRecord {
  std::vector<Plugs> plugs;
  std::vector<std::pair<std::size_t, Order>> orders;
};

unsigned exchanges_in(const Order& order) {
  std::vector<bool> seen(order.size(), false);
  unsigned out = static_cast<unsigned>(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (seen[i]) continue;
    --out;  // n − cycles
    for (std::size_t k = i; !seen[k]; k = order[k]) seen[k] = true;
  }
  return out;
}

class Search {
 public:
  Search(const Profile& profile, const FixtureMap& map, const Netlist& measured, Causes causes)
      : profile_(profile), contacts_(profile.contacts()) {
    std::size_t first = 0;
    for (const auto& end : profile.ends) {
      first_.push_back(first);
      first += end.type.contacts.size();
    }
    rearranging_ = causes == Causes::any && measured.one_ways.empty() && measured.ragged.empty();
    const auto loose = measured.loose_nets();
    std::size_t wires = profile.nets.size();
    for (const auto& c : contacts_) {
      const PointSet points = map.points_of(c);
      const Net* net = profile.net_of(c);
      heard_.push_back(points != 0 && !profile.is_ignored(c));
      home_.push_back(net != nullptr ? static_cast<std::size_t>(net - profile.nets.data()) : wires++);
      tight_.push_back(heard_.back() ? group_of(measured.nets, lowest(points)) : 0);
      loose_.push_back(heard_.back() ? group_of(loose, lowest(points)) : 0);
      // A contact that lies on several of the socket's joins them, whatever its wire does: the plug is in. So it is at a diode.
      seated_.push_back((points & measured.at_diodes) != 0 ||
                        (size(points) > 1 && std::ranges::any_of(loose, [&](PointSet g) { return (g & points) == points; })));
    }
    for (const auto& end : profile.ends) dead_.push_back(reaches_nothing(end));
    for (std::size_t e = 0; e < dead_.size(); ++e)
      for (std::size_t i = 0; i < pins(e); ++i)
        if (dead_[e]) heard_[first_[e] + i] = false;
    number_wires();
    find_movable();
    for (std::size_t e = 0; e < profile.ends.size(); ++e) swaps_.push_back(swaps_at(e));
    list_plugs();
  }

  std::vector<Explanation> run() {
    consider(0, {});
    if (rearranging_) {
      for (std::size_t e = 0; e < profile_.ends.size(); ++e) rearrange_end(e);
      if (fewest_ > 1) two_ends();
      exchange_plugs();
    }
    keep_likeliest();
    std::vector<Explanation> out;
    for (const auto& kept : best_) out.push_back(explain(kept));
    if (out.front().empty()) out.clear();
    return out;
  }

 private:
  static std::size_t group_of(const std::vector<PointSet>& groups, Point p) {
    return static_cast<std::size_t>(
        std::ranges::find_if(groups, [&](PointSet g) { return has(g, p); }) - groups.begin());
  }

  std::size_t pins(std::size_t end) const { return profile_.ends[end].type.contacts.size(); }

  // An end none of whose contacts is joined to anything, though some should be.
  bool reaches_nothing(const End& end) const {
    bool wanted = false;
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      if (contacts_[i].end != end.name || !heard_[i]) continue;
      if (seated_[i]) return false;
      wanted = wanted || home_[i] < profile_.nets.size();
      for (std::size_t k = 0; k < contacts_.size(); ++k)
        if (k != i && heard_[k] && (loose_[k] == loose_[i])) return false;
    }
    return wanted;
  }
  // Wires by number, so that those of the contacts that are heard fit a set: bit w is wire w.
  void number_wires() {
    std::vector<std::size_t> seen;
    for (std::size_t i = 0; i < home_.size(); ++i) {
      if (!heard_[i]) {
        wire_number_.push_back(0);
        continue;
      }
      const auto at = std::ranges::find(seen, home_[i]) - seen.begin();
      if (at == std::ssize(seen)) seen.push_back(home_[i]);
      wire_number_.push_back(static_cast<unsigned>(at));
    }
    wire_count_ = seen.size();
  }

  // Contacts that are with exactly those they belong with have their own wire: to move it would only add breaks
  // and joins.
  void find_movable() {
    for (std::size_t i = 0; i < home_.size(); ++i) {
      bool at_home = true;
      for (std::size_t k = 0; k < home_.size(); ++k)
        if (heard_[k]) at_home = at_home && (home_[k] == home_[i]) == (tight_[k] == tight_[i]);
      movable_.push_back(heard_[i] && !at_home);
    }
  }

  // Who has whose wire: contact i of the profile that of contact of[i].
  void arrange(const Rearrangement& r, std::vector<std::size_t>& of) const {
    of.resize(home_.size());
    std::iota(of.begin(), of.end(), std::size_t{0});
    for (const auto& plugs : r.plugs)
      for (std::size_t i = 0; i < pins(plugs.one); ++i) std::swap(of[first_[plugs.one] + i], of[first_[plugs.other] + i]);
    for (const auto& [end, order] : r.steps) {
      const auto begin = of.begin() + static_cast<std::ptrdiff_t>(first_[end]);
      before_.assign(begin, begin + static_cast<std::ptrdiff_t>(order->size()));
      for (std::size_t i = 0; i < order->size(); ++i) of[first_[end] + i] = before_[(*order)[i]];
    }
  }

  // Breaks and joins that turn these wires into what was measured: for each wire the groups it is in less
  // one, and for each group the wires in it less one.
  unsigned distance(const std::vector<std::size_t>& of) const {
    groups_of_.fill(0);
    wires_in_.fill(0);
    for (std::size_t i = 0; i < of.size(); ++i) {
      if (!heard_[i]) continue;
      const unsigned wire = wire_number_[of[i]];
      groups_of_[wire] |= only(static_cast<Point>(loose_[i]));
      wires_in_[tight_[i]] |= only(wire);
    }
    unsigned out = 0;
    for (std::size_t w = 0; w < wire_count_; ++w) out += size(groups_of_[w]) - 1;
    for (PointSet wires : wires_in_) out += wires != 0 ? size(wires) - 1 : 0;
    return out;
  }

  void consider(unsigned cost, const Rearrangement& r) {
    if (cost > fewest_) return;
    arrange(r, of_);
    const unsigned size = cost + distance(of_);
    if (size > fewest_) return;
    if (size < fewest_) best_.clear();
    fewest_ = size;
    if (best_.size() == kMostTied) keep_likeliest();
    best_.push_back({{r.plugs.begin(), r.plugs.end()}, {}});
    for (const auto& step : r.steps) best_.back().orders.emplace_back(step.end, *step.order);
  }
  void consider_order(std::size_t end, const Order& order) {
    const Rearrangement::Step step{end, &order};
    consider(exchanges_in(order), {{}, {&step, 1}});
  }

  Order in_order(std::size_t end) const {
    Order order(pins(end));
    std::iota(order.begin(), order.end(), std::size_t{0});
    return order;
  }
  bool is_possible(std::size_t end, const Order& order) const {
    for (std::size_t i = 0; i < order.size(); ++i)
      if (order[i] != i && !movable_[first_[end] + i]) return false;
    return true;
  }

  void rearrange_end(std::size_t end) {
    if (dead_[end]) return;
    Order order = in_order(end);
    const auto try_it = [&] {
      if (is_possible(end, order)) consider_order(end, order);
    };
    if (order.size() <= kEveryOrderUpTo) {
      while (std::next_permutation(order.begin(), order.end())) try_it();
      return;
    }
    for (const auto& swap : swaps_[end]) consider_order(end, swap);
    exchange_twice(end);
    std::ranges::reverse(order);
    try_it();
    order = in_order(end);
    std::rotate(order.begin(), order.begin() + 1, order.end());
    try_it();
    order = in_order(end);
    std::rotate(order.begin(), order.end() - 1, order.end());
    try_it();
    for (const auto& known : profile_.ends[end].type.orders)
      if (const auto found = order_of(end, known)) {
        order = *found;
        try_it();
      }
  }

  // Two exchanges on one end, as crossed pairs are; or three wires in a ring.
  void exchange_twice(std::size_t end) {
    const auto& swaps = swaps_[end];
    if (swaps.size() > kMostSwapsTwice) return;
    std::set<Order> orders;
    Order order(pins(end));
    for (const auto& first : swaps)
      for (const auto& second : swaps) {
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = first[second[i]];
        if (exchanges_in(order) == 2) orders.insert(order);
      }
    for (const auto& both : orders) consider_order(end, both);
  }

  // A known order as a rearrangement of this profile's wires, where it has the same roles.
  std::optional<Order> order_of(std::size_t end, const PlugOrder& known) const {
    const auto roles = roles_at(profile_, profile_.ends[end], nullptr);
    Order order;
    for (const auto& role : known.roles)
      for (std::size_t k = 0; k < roles.size(); ++k)
        if (roles[k] == role && std::ranges::find(order, k) == order.end()) {
          order.push_back(k);
          break;
        }
    return order.size() == roles.size() ? std::optional(order) : std::nullopt;
  }

  // Every exchange of two wires that makes a difference.
  std::vector<Order> swaps_at(std::size_t end) const {
    std::vector<Order> out;
    if (dead_[end]) return out;
    for (std::size_t i = 0; i < pins(end); ++i)
      for (std::size_t k = i + 1; k < pins(end); ++k) {
        if (home_[first_[end] + i] == home_[first_[end] + k]) continue;
        Order order = in_order(end);
        std::swap(order[i], order[k]);
        if (is_possible(end, order)) out.push_back(std::move(order));
      }
    return out;
  }

  void two_ends() {
    for (std::size_t a = 0; a < swaps_.size(); ++a)
      for (std::size_t b = a + 1; b < swaps_.size(); ++b)
        for (const auto& one : swaps_[a])
          for (const auto& other : swaps_[b]) {
            const Rearrangement::Step steps[] = {{a, &one}, {b, &other}};
            consider(2, {{}, steps});
          }
  }

  void list_plugs() {
    for (std::size_t a = 0; a < profile_.ends.size(); ++a)
      for (std::size_t b = a + 1; b < profile_.ends.size(); ++b) {
        if (profile_.ends[a].type.name != profile_.ends[b].type.name || dead_[a] || dead_[b]) continue;
        std::set<std::pair<std::size_t, std::size_t>> wires;
        bool heard = true;
        for (std::size_t i = 0; i < pins(a); ++i) {
          const std::size_t one = home_[first_[a] + i], other = home_[first_[b] + i];
          // What carries nothing at either plug makes no difference; contacts of one wire are exchanged at once.
          if (one != other && (one < profile_.nets.size() || other < profile_.nets.size())) wires.emplace(one, other);
          heard = heard && heard_[first_[a] + i] && heard_[first_[b] + i];
        }
        if (!wires.empty() && heard) plugs_.push_back({a, b, static_cast<unsigned>(wires.size())});
      }
  }

  void exchange_plugs() {
    for (const auto& plugs : plugs_) exchange({&plugs, 1}, plugs.size);
    exchange_more_plugs();
  }

  void exchange(std::span<const Plugs> plugs, unsigned cost) {
    consider(cost, {plugs, {}});
    for (std::size_t e = 0; e < swaps_.size(); ++e)
      for (const auto& swap : swaps_[e]) {
        const Rearrangement::Step step{e, &swap};
        consider(cost + 1, {plugs, {&step, 1}});
      }
  }

  // Each further exchange is the one that brings most, for as long as one brings anything.
  void exchange_more_plugs() {
    if (plugs_.size() < 2) return;
    std::vector<Plugs> done;
    const auto size_with = [&](unsigned cost) {
      arrange({done, {}}, of_);
      return cost + distance(of_);
    };
    unsigned cost = 0, fewest = size_with(0);
    for (;;) {
      const Plugs* best = nullptr;
      for (const auto& plugs : plugs_) {
        done.push_back(plugs);
        if (const unsigned size = size_with(cost + plugs.size); size < fewest) {
          fewest = size;
          best = &plugs;
        }
        done.pop_back();
      }
      if (best == nullptr) return;
      done.push_back(*best);
      cost += best->size;
      if (done.size() > 1) exchange(done, cost);
    }
  }

  Explanation explain(const StoredRecord& kept) const {
    Explanation out;
    for (const auto& plugs : kept.plugs) out.exchanges.push_back({profile_.ends[plugs.one].name, profile_.ends[plugs.other].name});
    out.size = fewest_;
    for (std::size_t e = 0; e < dead_.size(); ++e)
      if (dead_[e]) {
        out.unplugged.push_back(profile_.ends[e].name);
        ++out.size;
      }
    std::vector<Rearrangement::Step> steps;
    for (const auto& [end, order] : kept.orders) {
      steps.push_back({end, &order});
      out.rewirings.push_back(rewiring(end, order));
    }
    std::vector<std::size_t> wire;
    arrange({kept.plugs, steps}, wire);
    for (auto& w : wire) w = home_[w];
    for (std::size_t w = 0; w < profile_.nets.size(); ++w) {
      Break b{&profile_.nets[w], {}};
      gather(wire, w, loose_, b.pieces);
      if (b.pieces.size() > 1) out.breaks.push_back(std::move(b));
    }
    std::vector<std::size_t> told;
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      if (!heard_[i] || std::ranges::find(told, tight_[i]) != told.end()) continue;
      told.push_back(tight_[i]);
      Join j;
      std::vector<std::vector<Contact>> parts;
      gather(tight_, tight_[i], wire, parts);
      if (parts.size() < 2) continue;
      for (auto& part : parts) {
        const std::size_t w = wire[place(part.front())];
        j.parts.push_back({w < profile_.nets.size() ? &profile_.nets[w] : nullptr, std::move(part)});
      }
      out.joins.push_back(std::move(j));
    }
    return out;
  }

  // The contacts whose `of` is `value`, in groups by `by`.
  void gather(const std::vector<std::size_t>& of, std::size_t value, const std::vector<std::size_t>& by,
              std::vector<std::vector<Contact>>& into) const {
    std::vector<std::size_t> keys;
    for (std::size_t i = 0; i < contacts_.size(); ++i) {
      if (!heard_[i] || of[i] != value) continue;
      const auto at = std::ranges::find(keys, by[i]);
      if (at == keys.end()) {
        keys.push_back(by[i]);
        into.push_back({contacts_[i]});
      } else {
        into[static_cast<std::size_t>(at - keys.begin())].push_back(contacts_[i]);
      }
    }
  }

  std::size_t place(const Contact& c) const {
    return static_cast<std::size_t>(std::ranges::find(contacts_, c) - contacts_.begin());
  }

  // Those that can be told, likeliest first.
  void keep_likeliest() {
    if (best_.size() < 2) return;
    std::vector<std::pair<Unlikeliness, StoredRecord>> all;
    for (auto& kept : best_) {
      Unlikeliness key = unlikeliness(kept);
      all.emplace_back(std::move(key), std::move(kept));
    }
    std::ranges::stable_sort(all, {}, &std::pair<Unlikeliness, StoredRecord>::first);
    best_.clear();
    for (std::size_t i = 0; i < all.size() && i < kMostTold; ++i) best_.push_back(std::move(all[i].second));
  }

  // Small is what one tries first; of what is equally likely, by name, so that the order in a file does not matter.
  using Unlikeliness = std::pair<std::array<std::size_t, 5>, std::string>;
  Unlikeliness unlikeliness(const StoredRecord& kept) const {
    std::size_t moved = 0, joints = 0, known = 0;
    std::vector<std::string> names;
    for (const auto& [end, order] : kept.orders) {
      for (std::size_t i = 0; i < order.size(); ++i) moved += order[i] != i;
      joints += order.size();
      std::string name = profile_.ends[end].name + ' ';
      for (std::size_t i = 0; i < order.size(); ++i) name += profile_.ends[end].type.contacts[order[i]] + ' ';
      names.push_back(std::move(name));
      if (!profile_.ends[end].type.orders.empty()) known += known_order(profile_, rewiring(end, order)) != nullptr;
    }
    std::ranges::sort(names);
    std::string name;
    for (const auto& n : names) name += n;
    const std::size_t orders = kept.orders.size();
    return {{orders + kept.plugs.size(), orders, orders - known, moved, joints}, name};
  }

  Rewiring rewiring(std::size_t end, const Order& order) const {
    Rewiring out{profile_.ends[end].name, {}};
    const auto& names = profile_.ends[end].type.contacts;
    for (std::size_t i = 0; i < order.size(); ++i)
      if (order[i] != i) out.moves.emplace_back(names[i], names[order[i]]);
    return out;
  }

  const Profile& profile_;
  std::vector<Contact> contacts_;
  std::vector<std::size_t> first_;         // by end: its first contact
  std::vector<std::size_t> home_;          // by contact: the net it belongs to, or a number of its own
  std::vector<unsigned> wire_number_;      // by contact
  std::size_t wire_count_ = 0;
  std::vector<std::size_t> tight_, loose_;  // by contact: the group it was measured in
  std::vector<bool> heard_;
  std::vector<bool> movable_;               // by contact
  std::vector<bool> seated_;                // by contact: seen by what it joins in its socket
  std::vector<bool> dead_;                  // by end
  std::vector<std::vector<Order>> swaps_;   // by end
  std::vector<Plugs> plugs_;
  bool rearranging_ = true;

  unsigned fewest_ = ~0U;
  std::vector<StoredRecord> best_;
  // StoredRecord between calls so that nothing is allocated in the loops.
  std::vector<std::size_t> of_;
  mutable std::vector<std::size_t> before_;
  mutable std::array<PointSet, kMaxPoints> groups_of_{}, wires_in_{};
};

}  // namespace

std::vector<Explanation> smallest_explanations(const Profile& profile, const FixtureMap& map,
                                               const Netlist& measured, Causes causes) {
  return Search(profile, map, measured, causes).run();
}

const PlugOrder* known_order(const Profile& profile, const Rewiring& rewiring) {
  const End& end = *profile.end(rewiring.end);
  return order_with(end, roles_at(profile, end, &rewiring));
}

const PlugOrder* known_order(const Profile& profile, const End& end) {
  return order_with(end, roles_at(profile, end, nullptr));
}

}  // namespace buzzout
