#pragma once

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "core/fault.hpp"
#include "core/profile.hpp"

namespace buzzout {

// A cable as a person solders it: contacts, and the wires between them. Knows nothing of points,
// matrices or jigs, and says what a test of it must find: the oracle of the enumeration. The profile
// outlives it.
class SolderedCable {
 public:
  explicit SolderedCable(const Profile& profile) : profile_(&profile), contacts_(profile.contacts()) {
    for (const auto& c : contacts_) {
      const Net* net = profile.net_of(c);
      wire_.push_back(net != nullptr ? static_cast<std::size_t>(net - profile.nets.data())
                                     : profile.nets.size() + wire_.size());
    }
    wanted_ = wire_;
  }

  const std::vector<Contact>& contacts() const { return contacts_; }
  bool same_net(const Contact& a, const Contact& b) const {
    return wanted_[index(a)] == wanted_[index(b)];
  }
  bool in_a_net(const Contact& c) const { return profile_->net_of(c) != nullptr; }

  SolderedCable with_open(const Contact& c) const {
    SolderedCable out = *this;
    out.wire_[index(c)] = wire_.size() + profile_->nets.size() + index(c);  // a wire of its own
    return out;
  }
  SolderedCable with_swap(const Contact& a, const Contact& b) const {
    SolderedCable out = *this;
    std::swap(out.wire_[index(a)], out.wire_[index(b)]);
    return out;
  }
  SolderedCable with_short(const Contact& a, const Contact& b) const {
    SolderedCable out = *this;
    for (auto& w : out.wire_)
      if (w == wire_[index(b)]) w = wire_[index(a)];
    return out;
  }

  bool is_as_wanted() const { return groups(wire_) == groups(wanted_); }
  // No test can tell it from no cable.
  bool joins_nothing() const {
    return std::ranges::all_of(groups(wire_), [](const auto& group) { return group.size() < 2; });
  }

  // Faults as comparable words: "open L+: amp.T left.T".
  std::multiset<std::string> faults() const {
    std::multiset<std::string> out;
    for (const auto& net : groups(wanted_)) {
      std::vector<std::set<std::size_t>> parts;
      for (const auto& group : groups(wire_)) {
        std::set<std::size_t> part;
        std::ranges::set_intersection(group, net, std::inserter(part, part.end()));
        if (!part.empty()) parts.push_back(part);
      }
      if (parts.size() < 2) continue;
      if (net.size() == 2) {
        out.insert(words("open", net, net));
        continue;
      }
      std::ranges::sort(parts, {}, &std::set<std::size_t>::size);
      if (parts[parts.size() - 2].size() < parts.back().size()) parts.pop_back();  // the rest
      for (const auto& part : parts) out.insert(words("open", net, part));
    }
    for (const auto& group : groups(wire_)) {
      std::set<std::size_t> nets;
      for (std::size_t i : group) nets.insert(wanted_[i]);
      if (nets.size() > 1) out.insert(words("short", group, group));
    }
    return out;
  }

  // What a diode between two contacts of the good cable must be called; the anode's side comes first.
  std::string one_way(const Contact& anode, const Contact& cathode) const {
    auto side = [&](const Contact& c) {
      std::set<std::size_t> out;
      for (std::size_t i = 0; i < wire_.size(); ++i)
        if (wire_[i] == wire_[index(c)]) out.insert(i);
      return out;
    };
    const auto from = side(anode), to = side(cathode);
    auto both = from;
    both.insert(to.begin(), to.end());
    return words("one-way", both, from) + " >" + list(to);
  }

  static std::multiset<std::string> in_words(const std::vector<Fault>& faults) {
    std::multiset<std::string> out;
    for (const auto& f : faults) {
      const auto middle = f.contacts.begin() + static_cast<long>(f.from);
      const bool one_way = f.kind == FaultKind::one_way;
      std::string text = std::string(to_string(f.kind)) + " " + f.net + ":" +
                         sorted({f.contacts.begin(), one_way ? middle : f.contacts.end()});
      if (one_way) text += " >" + sorted({middle, f.contacts.end()});
      out.insert(text + (f.foreign ? " foreign" : "") + (f.capacitive ? " capacitive" : ""));
    }
    return out;
  }

 private:
  std::size_t index(const Contact& c) const {
    return static_cast<std::size_t>(std::ranges::find(contacts_, c) - contacts_.begin());
  }

  // Contacts on the same wire; the groups in the order of their first contact.
  static std::set<std::set<std::size_t>> groups(const std::vector<std::size_t>& wire) {
    std::map<std::size_t, std::set<std::size_t>> by_wire;
    for (std::size_t i = 0; i < wire.size(); ++i) by_wire[wire[i]].insert(i);
    std::set<std::set<std::size_t>> out;
    for (auto& [w, group] : by_wire) out.insert(group);
    return out;
  }

  // The profile's nets first, then lone contacts.
  std::string net_names(const std::set<std::size_t>& group) const {
    std::set<std::size_t> nets;
    for (std::size_t i : group) nets.insert(wanted_[i]);
    std::string out;
    for (std::size_t n : nets)
      out += (out.empty() ? "" : " + ") + (n < profile_->nets.size()
                                               ? profile_->nets[n].name
                                               : contacts_[n - profile_->nets.size()].name());
    return out;
  }

  static std::string sorted(std::vector<Contact> contacts) {
    std::ranges::sort(contacts);
    std::string out;
    for (const auto& c : contacts) out += " " + c.name();
    return out;
  }
  std::string list(const std::set<std::size_t>& group) const {
    std::vector<Contact> out;
    for (std::size_t i : group) out.push_back(contacts_[i]);
    return sorted(out);
  }
  std::string words(const std::string& kind, const std::set<std::size_t>& nets_of,
                    const std::set<std::size_t>& contacts) const {
    return kind + " " + net_names(nets_of) + ":" + list(contacts);
  }

  const Profile* profile_;
  std::vector<Contact> contacts_;
  std::vector<std::size_t> wanted_, wire_;  // by contact
};

}  // namespace buzzout
