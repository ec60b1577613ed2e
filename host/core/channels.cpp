#include "core/channels.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/roles.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

struct Channel {
  std::string name;
  std::vector<const Net*> signals, shields;
};

// "3" of "3-hot"; empty for a role that is no channel's.
std::string channel_in(const Net& net) {
  const auto dash = net.name.rfind('-');
  for (const char* kind : {"hot", "cold", "shield"})
    if (is_of_kind(net.name, kind) && net.name != kind) return net.name.substr(0, dash);
  return "";
}

std::vector<Channel> channels_of(const Profile& p) {
  std::vector<Channel> out;
  for (const auto& net : p.nets) {
    const std::string name = channel_in(net);
    if (name.empty()) continue;
    auto at = std::ranges::find(out, name, &Channel::name);
    if (at == out.end()) at = out.insert(out.end(), {name, {}, {}});
    (is_of_kind(net.name, "shield") ? at->shields : at->signals).push_back(&net);
  }
  return out;
}

std::string number_in_words(std::size_t n) {
  constexpr std::array words = {"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
  return n < words.size() ? words[n] : std::to_string(n);
}

class Reading {
 public:
  Reading(const Profile& p, const FixtureMap& map, const Netlist& measured, const std::vector<Fault>& faults)
      : p_(p), map_(map), groups_(measured.loose_nets()), faults_(faults) {}

  // What is wrong with a channel; empty if nothing is.
  std::string trouble(const Channel& c) const {
    std::vector<std::string> met;
    bool shorted = false, elsewhere = false;
    std::size_t open = 0;
    for (const Net* net : c.signals) {
      open += is_whole(*net) ? 0 : 1;
      for (const Net* other : joined_with(*net)) {
        const std::string channel = channel_in(*other), name = channel.empty() ? other->name : channel;
        elsewhere = elsewhere || !is_whole(*net);
        if (name == c.name) shorted = true;
        else if (std::ranges::find(met, name) == met.end()) met.push_back(name);
      }
    }
    if (!met.empty()) return (elsewhere ? "crossed with " : "joined with ") + list_of(met);
    if (shorted) return elsewhere ? "its wires are on each other's contacts" : "shorted, no signal";
    if (open == c.signals.size() && open > 0) return "no signal";
    if (open > 0) return "one leg is missing";
    for (const Net* net : c.shields)
      if (!is_whole(*net)) return "the shield is open";
    for (const Net* net : c.shields)
      if (!joined_with(*net).empty() || !is_alone(*net)) return "the shield is joined to something else";
    for (const Net* net : c.signals)
      if (!is_alone(*net)) return "joined to a contact that must stay free";
    return comes_and_goes(c) ? "comes and goes" : "";
  }

 private:
  bool comes_and_goes(const Channel& channel) const {
    return std::ranges::any_of(faults_, [&](const Fault& f) {
      return f.kind == FaultKind::intermittent && std::ranges::any_of(f.contacts, [&](const Contact& c) {
        const Net* net = p_.net_of(c);
        return net != nullptr && channel_in(*net) == channel.name;
      });
    });
  }
  PointSet points_of(const Net& net) const {
    PointSet out = 0;
    for (const auto& c : net.contacts)
      if (!p_.is_ignored(c)) out |= map_.points_of(c);
    return out;
  }
  PointSet met_by(const Net& net) const {
    const PointSet points = points_of(net);
    PointSet out = 0;
    for (PointSet g : groups_)
      if ((g & points) != 0) out |= g;
    return out & ~points;
  }
  bool is_whole(const Net& net) const {
    const PointSet points = points_of(net);
    return std::ranges::any_of(groups_, [&](PointSet g) { return (points & ~g) == 0; });
  }
  bool is_alone(const Net& net) const {
    PointSet ignored = 0;
    for (const auto& c : p_.ignored) ignored |= map_.points_of(c);
    return (met_by(net) & ~ignored) == 0;
  }
  std::vector<const Net*> joined_with(const Net& net) const {
    std::vector<const Net*> out;
    for (const auto& other : p_.nets)
      if (&other != &net && (points_of(other) & met_by(net)) != 0) out.push_back(&other);
    return out;
  }

  const Profile& p_;
  const FixtureMap& map_;
  std::vector<PointSet> groups_;
  const std::vector<Fault>& faults_;
};

}  // namespace

std::vector<std::string> channels_at(const Profile& p, const std::string& end) {
  const auto channels = channels_of(p);
  std::vector<std::string> out;
  if (channels.size() < kManyChannels) return out;
  for (const auto& channel : channels)
    for (const auto* nets : {&channel.signals, &channel.shields})
      for (const Net* net : *nets)
        if (std::ranges::find(net->contacts, end, &Contact::end) != net->contacts.end() &&
            (out.empty() || out.back() != channel.name))
          out.push_back(channel.name);
  return out;
}

std::string channels_in_words(const Profile& p, const FixtureMap& map, const Netlist& measured,
                              const std::vector<Fault>& faults) {
  const auto channels = channels_of(p);
  if (channels.size() < kManyChannels) return "";
  const Reading reading(p, map, measured, faults);
  struct Alike {
    std::string trouble;
    std::vector<std::string> names;
  };
  std::vector<Alike> all;
  std::size_t wrong = 0;
  for (const auto& c : channels) {
    const std::string trouble = reading.trouble(c);
    if (trouble.empty()) continue;
    ++wrong;
    auto at = std::ranges::find(all, trouble, &Alike::trouble);
    if (at == all.end()) at = all.insert(all.end(), {trouble, {}});
    at->names.push_back(c.name);
  }
  if (wrong == 0) return "";
  std::string out;
  for (const auto& a : all) {
    const bool every = a.names.size() == channels.size();
    out += (out.empty() ? "" : "; ") + (every ? "all " + number_in_words(channels.size()) : list_of(a.names)) + ": " + a.trouble;
  }
  const std::size_t right = channels.size() - wrong;
  if (right == 1) out += "; the other one is right";
  if (right > 1) out += "; the other " + number_in_words(right) + " are right";
  return out;
}

}  // namespace buzzout
