#include "proving/injected.hpp"

#include <algorithm>
#include <numeric>
#include <sstream>

namespace buzzout {
namespace {

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) out.push_back(part);
  return out;
}

Contact contact_of(const std::string& name) {
  const auto dot = name.find('.');
  return {name.substr(0, dot), name.substr(dot + 1)};
}

bool holds(const std::vector<Contact>& list, const Contact& c) { return std::ranges::find(list, c) != list.end(); }

}  // namespace

Injected::Injected(const Profile& profile, const std::string& edits)
    : profile_(profile), contacts_(profile.contacts()), wire_(contacts_.size()), off_(contacts_.size(), false) {
  std::iota(wire_.begin(), wire_.end(), std::size_t{0});
  const auto index = [&](const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(contacts_, contact_of(name)) - contacts_.begin());
  };
  for (const auto& edit : split(edits, ',')) {
    const auto words = split(edit, ':');
    if (words[0] == "open") off_[index(words[1])] = true;
    if (words[0] == "short") joined_.emplace_back(contact_of(words[1]), contact_of(words[2]));
    if (words[0] == "swap") {
      const std::size_t a = index(words[1]), b = index(words[2]);
      std::swap(wire_[a], wire_[b]);
      std::vector<bool>::swap(off_[a], off_[b]);
    }
  }
}

bool Injected::is_told_by(const Explanation& e) const {
  // Where wires ended up, by the net they are of; wires of one net are alike.
  std::vector<std::size_t> told(contacts_.size());
  std::iota(told.begin(), told.end(), std::size_t{0});
  const auto index = [&](const Contact& c) {
    return static_cast<std::size_t>(std::ranges::find(contacts_, c) - contacts_.begin());
  };
  for (const auto& x : e.exchanges)
    for (const auto& pin : profile_.end(x.one)->type.contacts) std::swap(told[index({x.one, pin})], told[index({x.other, pin})]);
  for (const auto& r : e.rewirings) {
    const auto before = told;
    for (const auto& [on, belongs] : r.moves) told[index({r.end, on})] = before[index({r.end, belongs})];
  }
  for (std::size_t i = 0; i < told.size(); ++i) {
    const Net *here = profile_.net_of(contacts_[wire_[i]]), *there = profile_.net_of(contacts_[told[i]]);
    if (here != there) return false;
  }
  const auto unplugged = [&](const Contact& c) { return std::ranges::find(e.unplugged, c.end) != e.unplugged.end(); };

  std::size_t broken = 0;
  for (std::size_t i = 0; i < off_.size(); ++i) {
    if (!off_[i]) continue;
    ++broken;
    const bool found = unplugged(contacts_[i]) || std::ranges::any_of(e.breaks, [&](const Break& b) {
      return std::ranges::any_of(b.pieces, [&](const auto& piece) {
        return piece == std::vector<Contact>{contacts_[i]};
      });
    });
    if (!found) return false;
  }
  std::size_t pieces = 0, parts = 0;
  for (const auto& b : e.breaks) pieces += b.pieces.size() - 1;
  for (const auto& j : e.joins) parts += j.parts.size() - 1;
  if (pieces > broken || parts > joined_.size()) return false;

  return std::ranges::all_of(joined_, [&](const auto& pair) {
    return std::ranges::any_of(e.joins, [&](const Join& j) {
      const auto part_of = [&](const Contact& c) {
        return std::ranges::find_if(j.parts, [&](const Join::Part& part) { return holds(part.contacts, c); });
      };
      const auto a = part_of(pair.first), b = part_of(pair.second);
      return a != j.parts.end() && b != j.parts.end() && a != b;
    });
  });
}

Cable cable_with(const Profile& profile, const std::string& edits) {
  Cable out(profile);
  const auto turn_of = [](const std::string& verb) { return verb == "short" ? 1 : verb == "diode" || verb == "unplug" ? 2 : 0; };
  for (const int turn : {0, 1, 2})
    for (const auto& edit : split(edits, ',')) {
      const auto words = split(edit, ':');
      if (turn != turn_of(words[0])) continue;
      if (words[0] == "diode") out.diode(contact_of(words[1]), contact_of(words[2]));
      if (words[0] == "unplug") out.unplug(words[1]);
      if (words[0] == "open") out.open(contact_of(words[1]));
      if (words[0] == "swap") out.swap(contact_of(words[1]), contact_of(words[2]));
      if (words[0] == "short") out.join(contact_of(words[1]), contact_of(words[2]));
    }
  return out;
}

}  // namespace buzzout
