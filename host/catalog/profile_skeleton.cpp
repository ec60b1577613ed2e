#include "catalog/profile_skeleton.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace buzzout {
namespace {

// What is not the metal shell.
std::vector<std::string> pins(const ConnectorType& type) {
  std::vector<std::string> out = type.contacts;
  if (type.shell) std::erase(out, *type.shell);
  return out;
}

// For each contact of the end with the most, its counterparts; each contact of an end at most once.
std::vector<std::vector<Contact>> counterparts(const std::vector<End>& ends) {
  const auto most = std::ranges::max_element(ends, {}, [](const End& e) { return pins(e.type).size(); });
  const std::vector<std::string> rows = pins(most->type);
  std::vector<std::vector<Contact>> out(rows.size());
  for (const auto& end : ends) {
    const std::vector<std::string> own = pins(end.type);
    const bool named = std::ranges::all_of(own, [&](const auto& pin) { return std::ranges::find(rows, pin) != rows.end(); });
    for (std::size_t i = 0; i < own.size(); ++i) {
      const auto row = named ? static_cast<std::size_t>(std::ranges::find(rows, own[i]) - rows.begin()) : i;
      out[row].push_back({end.name, own[i]});
    }
  }
  std::erase_if(out, [](const auto& net) { return net.size() < 2; });
  return out;
}

std::string comment_on(const ConnectorType& type) {
  std::string out = "# " + type.name + ": " + type.title + ", contacts";
  for (const auto& c : type.contacts) out += " " + c;
  out += "\n";
  for (const auto& order : type.orders) {
    out += "#   " + order.name + ":";
    for (std::size_t i = 0; i < order.roles.size(); ++i)
      if (!order.roles[i].empty()) out += " " + type.contacts[i] + " " + order.roles[i] + ",";
    out += std::string(" certainty ") + order.source.certainty + "\n";
  }
  return out;
}

}  // namespace

std::string profile_skeleton(const std::string& name, const std::vector<End>& ends) {
  if (ends.size() < 2) throw Error("profile-ends", "a cable has two ends or more", "", "name another connector");
  std::string out;
  std::vector<std::string> told;
  for (const auto& e : ends)
    if (std::ranges::find(told, e.type.name) == told.end()) {
      told.push_back(e.type.name);
      out += comment_on(e.type);
    }
  out += "profile: " + name + "\n";
  out += "title: " + name + "                # ← what a person calls the cable\n";
  out += "revision: 1\n";
  out += "use: line                      # ← headphone, headset, adapter, mic, line, speaker, data, instrument or midi\n";
  out += "wiring: other                  # ← balanced: L+ L- R+ R- each alone; single-ended: L-=R- in one net\n";
  out += "ends: {";
  for (const auto& e : ends) out += (&e == &ends.front() ? "" : ", ") + e.name + ": " + e.type.name;
  out += "}\n";
  const bool jacks = std::ranges::all_of(ends, [](const End& e) { return e.type.shape == Shape::phone; });
  out += std::string(jacks ? "# female: [" : "female: []                     # ← the ends that are sockets, or female plugs: [") +
         ends.back().name + (jacks ? "]             # ends that are sockets" : "]") + "\n";
  out += "nets:                          # ← what is joined; the names are roles: L+, hot, shield, ...\n";
  int number = 0;
  for (const auto& net : counterparts(ends)) {
    out += "  net" + std::to_string(++number) + ": [";
    for (const auto& c : net) out += (&c == &net.front() ? "" : ", ") + c.name();
    out += "]\n";
  }
  for (const auto& e : ends)
    if (e.type.shell_bond) out += "# shell: {" + e.name + ": forbid}      # or require, to join it to contact " + *e.type.shell_bond + "; or ignore\n";
  out += "limits:\n  continuity: {max_ohm: 2, basis: house default}\n  isolation: {min_ohm: 1000000, basis: house default}\n";
  out += "trust: template                # ← sourced (certainty A or B) or presumed, when the nets are right\n";
  out += "source:\n  text: nobody yet             # ← who says that it is wired so\n  certainty: M                 # ← A, B, C or M\n";
  return out;
}

}  // namespace buzzout
