#include "core/profile.hpp"

#include <algorithm>

namespace buzzout {

std::string_view to_string(Wiring w) {
  switch (w) {
    case Wiring::balanced: return "balanced";
    case Wiring::single_ended: return "single-ended";
    case Wiring::other: break;
  }
  return "other";
}

std::string_view to_string(Use u) {
  switch (u) {
    case Use::headphone: return "headphone";
    case Use::mic: return "mic";
    case Use::line: return "line";
    case Use::speaker: return "speaker";
    case Use::data: return "data";
    case Use::adapter: return "adapter";
    case Use::headset: return "headset";
    case Use::midi: return "midi";
    case Use::instrument: break;
  }
  return "instrument";
}

const std::vector<Use>& all_uses() {
  static const std::vector<Use> all = {Use::headphone, Use::headset, Use::adapter,    Use::mic, Use::line,
                                       Use::speaker,   Use::data,    Use::instrument, Use::midi};
  return all;
}

std::string_view to_string(Trust t) {
  switch (t) {
    case Trust::sourced: return "sourced";
    case Trust::presumed: return "presumed";
    case Trust::confirmed: return "confirmed";
    case Trust::template_only: break;
  }
  return "template";
}

std::vector<std::string> Net::roles() const {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (from <= name.size()) {
    const std::size_t to = std::min(name.find('=', from), name.size());
    out.push_back(name.substr(from, to - from));
    from = to + 1;
  }
  return out;
}

bool Net::has_role(std::string_view role) const {
  const auto all = roles();
  return std::ranges::find(all, role) != all.end();
}

const End* Profile::end(std::string_view wanted) const {
  for (const auto& e : ends)
    if (e.name == wanted) return &e;
  return nullptr;
}

bool Profile::has_contact(const Contact& c) const {
  const End* e = end(c.end);
  return e != nullptr && e->type.has_contact(c.pin);
}

bool Profile::is_ignored(const Contact& c) const { return std::ranges::find(ignored, c) != ignored.end(); }

const Net* Profile::net_of(const Contact& c) const {
  for (const auto& n : nets)
    if (std::ranges::find(n.contacts, c) != n.contacts.end()) return &n;
  return nullptr;
}

const Net* Profile::net_of_role(std::string_view role) const {
  for (const auto& n : nets)
    if (n.has_role(role)) return &n;
  return nullptr;
}

const Net* Profile::net_named(std::string_view wanted) const {
  const auto it = std::ranges::find(nets, wanted, &Net::name);
  return it == nets.end() ? nullptr : &*it;
}

const Wire* Profile::wire(const Net& net) const {
  const auto found = wires.find(net.name);
  return found == wires.end() ? nullptr : &found->second;
}

const Part* Profile::part(std::string_view wanted) const {
  const auto it = std::ranges::find(parts, wanted, &Part::name);
  return it == parts.end() ? nullptr : &*it;
}

bool Profile::ends_are_alike(const End& a, const End& b) const {
  const auto moved = [&](Contact c) {
    if (c.end == a.name) c.end = b.name;
    else if (c.end == b.name) c.end = a.name;
    return c;
  };
  if (!std::ranges::all_of(ignored, [&](const Contact& c) { return is_ignored(moved(c)); })) return false;
  const auto moved_net = [&](const std::string& net) { return net_of(moved(net_named(net)->contacts.front())); };
  const auto has_its_like = [&](const Part& part) {
    const Net *from = moved_net(part.from), *to = moved_net(part.to);
    return from != nullptr && to != nullptr && std::ranges::any_of(parts, [&](const Part& other) {
      if (other.kind != part.kind || other.ohm != part.ohm || other.value != part.value) return false;
      if (other.from == from->name && other.to == to->name) return true;
      return part.kind != PartKind::diode && other.from == to->name && other.to == from->name;
    });
  };
  if (!std::ranges::all_of(parts, has_its_like)) return false;
  return std::ranges::all_of(nets, [&](const Net& net) {
    const Net* there = net_of(moved(net.contacts.front()));
    return there != nullptr && there->contacts.size() == net.contacts.size() &&
           std::ranges::all_of(net.contacts, [&](const Contact& c) { return net_of(moved(c)) == there; });
  });
}

std::map<std::string, std::string> Profile::connector_hashes() const {
  std::map<std::string, std::string> out;
  if (headphones) out = headphones->connectors;
  for (const auto& e : ends) out[e.type.name] = e.type.sha256;
  return out;
}

std::vector<Contact> Profile::contacts() const {
  std::vector<Contact> out;
  for (const auto& e : ends)
    for (const auto& pin : e.type.contacts) out.push_back({e.name, pin});
  return out;
}

}  // namespace buzzout
