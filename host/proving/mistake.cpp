#include "proving/mistake.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "core/roles.hpp"

namespace buzzout {

std::string_view to_string(MistakeKind kind) {
  switch (kind) {
    case MistakeKind::open: return "open";
    case MistakeKind::short_: return "short";
    case MistakeKind::swap: return "swap";
    case MistakeKind::reversed_pair: return "reversed-pair";
    case MistakeKind::crossed_pairs: return "crossed-pairs";
    case MistakeKind::order: return "order";
    case MistakeKind::exchanged_plugs: return "exchanged-plugs";
    case MistakeKind::unplugged: return "unplugged";
    case MistakeKind::one_way: return "one-way";
    case MistakeKind::part: return "part";
    case MistakeKind::two_at_once: break;
  }
  return "two-at-once";
}

namespace {

constexpr std::size_t kEveryOrderUpTo = 5;

using Order = std::vector<std::size_t>;  // contact i has the wire that belongs on contact order[i]

// The contact of a net at an end, if there is exactly one.
const Contact* contact_at(const Net& net, const std::string& end) {
  const Contact* found = nullptr;
  for (const auto& c : net.contacts) {
    if (c.end != end) continue;
    if (found != nullptr) return nullptr;
    found = &c;
  }
  return found;
}

class Enumeration {
 public:
  explicit Enumeration(const Profile& profile)
      : profile_(profile), contacts_(profile.contacts()), pairs_(pairs_of(profile)) {}

  std::vector<Mistake> all() {
    opens();
    for_each_pair([&](const Contact& a, const Contact& b) {
      if (!one_net(a, b)) add_short(a, b);
    });
    for_each_pair([&](const Contact& a, const Contact& b) {
      if (a.end == b.end) add_swap(a, b);
    });
    for (const auto& end : profile_.ends) crossed_pairs(end);
    for (const auto& end : profile_.ends) orders(end);
    for (const auto& exchange : plug_exchanges(profile_)) {
      Mistake m = good(MistakeKind::exchanged_plugs, exchange.edits());
      exchange.apply(m.cable);
      add(std::move(m));
    }
    for (const auto& end : profile_.ends) {
      Mistake m = good(MistakeKind::unplugged, "unplug:" + end.name);
      m.cable.unplug(end.name);
      add(std::move(m));
    }
    one_ways();
    parts();
    pairs_of_mistakes();
    return std::move(out_);
  }

 private:
  Mistake good(MistakeKind kind, std::string edits) const {
    return {kind, std::move(edits), Cable(profile_)};
  }

  void add(Mistake m) {
    if (seen_.insert(m.edits).second) out_.push_back(std::move(m));
  }

  template <class Body>
  void for_each_pair(Body body) const {
    for (std::size_t a = 0; a < contacts_.size(); ++a)
      for (std::size_t b = a + 1; b < contacts_.size(); ++b) body(contacts_[a], contacts_[b]);
  }

  bool one_net(const Contact& a, const Contact& b) const {
    return profile_.net_of(a) != nullptr && profile_.net_of(a) == profile_.net_of(b);
  }

  void opens() {
    for (const auto& c : contacts_)
      if (profile_.net_of(c) != nullptr) {
        Mistake m = good(MistakeKind::open, "open:" + c.name());
        m.cable.open(c);
        add(std::move(m));
      }
  }

  void add_short(const Contact& a, const Contact& b) {
    Mistake m = good(MistakeKind::short_, "short:" + a.name() + ":" + b.name());
    m.cable.join(a, b);
    add(std::move(m));
  }

  void add_swap(const Contact& a, const Contact& b) {
    const Net *na = profile_.net_of(a), *nb = profile_.net_of(b);
    const bool reversed = std::ranges::any_of(pairs_, [&](const Pair& p) {
      return (p.plus == na && p.minus == nb) || (p.plus == nb && p.minus == na);
    });
    Mistake m = good(reversed ? MistakeKind::reversed_pair : MistakeKind::swap,
                     "swap:" + a.name() + ":" + b.name());
    m.cable.swap(a, b);
    add(std::move(m));
  }

  void crossed_pairs(const End& end) {
    for (std::size_t i = 0; i < pairs_.size(); ++i)
      for (std::size_t k = i + 1; k < pairs_.size(); ++k) {
        const Contact* plus[] = {contact_at(*pairs_[i].plus, end.name), contact_at(*pairs_[k].plus, end.name)};
        const Contact* minus[] = {contact_at(*pairs_[i].minus, end.name),
                                  contact_at(*pairs_[k].minus, end.name)};
        if (plus[0] == nullptr || plus[1] == nullptr || minus[0] == nullptr || minus[1] == nullptr) continue;
        if (minus[0] == minus[1]) continue;  // a shared return: the swap of the two others is there already
        Order order = in_order(end);
        std::swap(order[pin(end, *plus[0])], order[pin(end, *plus[1])]);
        std::swap(order[pin(end, *minus[0])], order[pin(end, *minus[1])]);
        add_order(end, order, MistakeKind::crossed_pairs);
      }
  }

  static Order in_order(const End& end) {
    Order order(end.type.contacts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    return order;
  }
  static std::size_t pin(const End& end, const Contact& c) {
    return static_cast<std::size_t>(std::ranges::find(end.type.contacts, c.pin) - end.type.contacts.begin());
  }

  void orders(const End& end) {
    Order order = in_order(end);
    if (order.size() <= kEveryOrderUpTo) {
      while (std::next_permutation(order.begin(), order.end())) add_order(end, order, MistakeKind::order);
      return;
    }
    std::ranges::reverse(order);
    add_order(end, order, MistakeKind::order);
    order = in_order(end);
    std::rotate(order.begin(), order.begin() + 1, order.end());
    add_order(end, order, MistakeKind::order);
    order = in_order(end);
    std::rotate(order.begin(), order.end() - 1, order.end());
    add_order(end, order, MistakeKind::order);
  }

  // As exchanges one after the other; two wires only are a swap, which is there already.
  void add_order(const End& end, const Order& order, MistakeKind kind) {
    Order now = in_order(end);
    Mistake m = good(kind, "");
    std::size_t exchanges = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (now[i] == order[i]) continue;
      const auto k = static_cast<std::size_t>(std::ranges::find(now, order[i]) - now.begin());
      const Contact a{end.name, end.type.contacts[i]}, b{end.name, end.type.contacts[k]};
      m.edits += (m.edits.empty() ? "swap:" : ",swap:") + a.name() + ":" + b.name();
      m.cable.swap(a, b);
      std::swap(now[i], now[k]);
      ++exchanges;
    }
    if (exchanges > 1) add(std::move(m));
  }

  void one_ways() {
    for (const auto& net : profile_.nets)
      for (const auto& c : net.contacts) {
        if (net.contacts.size() < 2) continue;
        const Contact& rest = net.contacts[net.contacts.front() == c ? 1 : 0];
        for (const bool outward : {true, false}) {
          const Contact &anode = outward ? c : rest, &cathode = outward ? rest : c;
          Mistake m = good(MistakeKind::one_way,
                           "open:" + c.name() + ",diode:" + anode.name() + ":" + cathode.name());
          m.cable.open(c);
          m.cable.diode(anode, cathode);
          add(std::move(m));
        }
      }
    for (const auto& anode : contacts_)
      for (const auto& cathode : contacts_) {
        if (anode == cathode || one_net(anode, cathode)) continue;
        Mistake m = good(MistakeKind::one_way, "diode:" + anode.name() + ":" + cathode.name());
        m.cable.diode(anode, cathode);
        add(std::move(m));
      }
  }

  // Resistors and coils are on no paper cable: a matrix says nothing of them.
  void parts() {
    for (const auto& part : profile_.parts)
      for (const PartState state : wrong_states(part)) {
        if (part.has_ohms()) continue;
        const std::string word = state == PartState::open ? "open" : state == PartState::joined ? "short" : "reversed";
        Mistake m = good(MistakeKind::part, "part:" + part.name + ":" + word);
        m.cable.set_part(part.name, state);
        add(std::move(m));
      }
  }

  static bool neighbours(const End& end, const Contact& a, const Contact& b) {
    return a.end == end.name && b.end == end.name && end.type.are_neighbours(a.pin, b.pin);
  }

  // The cable language breaks and exchanges joints before it joins anything, in whatever order they are
  // written; so do the pairs here.
  void pairs_of_mistakes() {
    struct Edit {
      enum { open, swap, join } what;
      Contact a, b;
      std::string text() const {
        if (what == open) return "open:" + a.name();
        return (what == swap ? "swap:" : "short:") + a.name() + ":" + b.name();
      }
    };
    std::vector<Edit> edits;
    for (const auto& c : contacts_)
      if (profile_.net_of(c) != nullptr) edits.push_back({Edit::open, c, c});
    for (const auto what : {Edit::swap, Edit::join})
      for (const auto& end : profile_.ends)
        for_each_pair([&](const Contact& a, const Contact& b) {
          if (neighbours(end, a, b) && !(what == Edit::join && one_net(a, b))) edits.push_back({what, a, b});
        });
    for (std::size_t i = 0; i < edits.size(); ++i)
      for (std::size_t k = i + 1; k < edits.size(); ++k) {
        Mistake m = good(MistakeKind::two_at_once, edits[i].text() + "," + edits[k].text());
        for (const Edit* e : {&edits[i], &edits[k]}) {
          if (e->what == Edit::open) m.cable.open(e->a);
          if (e->what == Edit::swap) m.cable.swap(e->a, e->b);
          if (e->what == Edit::join) m.cable.join(e->a, e->b);
        }
        add(std::move(m));
      }
  }

  const Profile& profile_;
  std::vector<Contact> contacts_;
  std::vector<Pair> pairs_;
  std::vector<Mistake> out_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<Mistake> mistakes_of(const Profile& profile) { return Enumeration(profile).all(); }

std::string PlugExchange::edits() const {
  std::string out;
  for (const auto& pin : one->type.contacts)
    out += (out.empty() ? "swap:" : ",swap:") + one->name + "." + pin + ":" + other->name + "." + pin;
  return out;
}

void PlugExchange::apply(Cable& cable) const {
  for (const auto& pin : one->type.contacts) cable.swap({one->name, pin}, {other->name, pin});
}

std::vector<PlugExchange> plug_exchanges(const Profile& profile) {
  std::vector<PlugExchange> out;
  for (auto a = profile.ends.begin(); a != profile.ends.end(); ++a)
    for (auto b = a + 1; b != profile.ends.end(); ++b)
      if (a->type.name == b->type.name) out.push_back({&*a, &*b});
  return out;
}

}  // namespace buzzout
