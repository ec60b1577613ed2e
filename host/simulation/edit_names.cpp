#include "simulation/edit_names.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "core/suggest.hpp"
#include "simulation/language_error.hpp"

namespace buzzout {
namespace {

// "amp.R1"; the parser has made sure of the dot. A socket's name may itself have dots.
Contact contact_of(const std::string& text) {
  const auto dot = text.rfind('.');
  return {text.substr(0, dot), text.substr(dot + 1)};
}

bool has_wire(const Socket& s, const std::string& pin) {
  return std::ranges::any_of(s.wires, [&](const auto& wire) { return wire.first == pin; });
}

std::string remedy_for(const std::string& word, const std::vector<std::string>& names,
                       const std::string& what) {
  if (const auto near = nearest(word, names)) return "did you mean " + *near + "?";
  return names.empty() ? "there are no " + what + " here"
                       : "the " + what + " are: " + listed(names);
}

}  // namespace

std::vector<Contact> landings(const FixtureMap& map, const Contact& c) {
  std::vector<Contact> out;
  for (const Point p : members(map.points_of(c))) out.push_back(map.socket_contact(c, p));
  return out;
}

void EditNames::fail(const CableEdit& edit, std::size_t arg, std::string message,
                     std::string remedy) {
  std::size_t offset = edit.verb.size() + 1;
  for (std::size_t i = 0; i < arg; ++i) offset += edit.args[i].size() + 1;
  const std::string text = edit.text();
  if (edit.args.empty()) throw language_error(text, 0, text.size(), message, remedy);
  throw language_error(text, offset, edit.args[arg].size(), message, remedy);
}

void EditNames::two_different(const CableEdit& edit) {
  if (edit.args[0] == edit.args[1])
    fail(edit, 1, "`" + edit.verb + "` needs two different things", "name another one");
}

const Socket* EditNames::socket_of_end(const std::string& end) const {
  if (map_ == nullptr) return nullptr;
  for (const auto& p : map_->placements())
    if (p.end == end) return fixture_.socket(p.socket);
  return nullptr;
}

void EditNames::fail_unknown_contact(const CableEdit& edit, std::size_t arg) const {
  std::vector<std::string> names;
  if (cable_ != nullptr)
    for (const auto& c : cable_->contacts()) names.push_back(c.name());
  for (const auto& s : fixture_.sockets)
    for (const auto& [pin, point] : s.wires) names.push_back(Contact{s.name, pin}.name());
  const std::string& word = edit.args[arg];
  // Of an end or a socket that is there, its own contacts are what can be meant.
  const std::string before = contact_of(word).end + ".";
  const auto is_its_own = [&](const std::string& name) { return name.starts_with(before) && name.find('.', before.size()) == std::string::npos; };
  if (std::ranges::any_of(names, is_its_own)) std::erase_if(names, std::not_fn(is_its_own));
  std::set<std::string> told;
  std::erase_if(names, [&](const std::string& name) { return !told.insert(name).second; });
  fail(edit, arg, "there is no contact `" + word + "`", remedy_for(word, names, "contacts"));
}

void EditNames::need_cable(const CableEdit& edit, std::size_t arg) const {
  if (!plugged_ || cable_ == nullptr)
    fail(edit, arg, "`" + edit.verb + "` changes a cable, and no cable is plugged in",
         "name a PROFILE first, without `none`");
}

Contact EditNames::cable_contact(const CableEdit& edit, std::size_t arg) const {
  need_cable(edit, arg);
  const Contact c = contact_of(edit.args[arg]);
  if (cable_->has_contact(c)) return c;
  const Socket* socket = fixture_.socket(c.end);
  if (socket == nullptr || !has_wire(*socket, c.pin)) fail_unknown_contact(edit, arg);
  for (const auto& candidate : cable_->contacts())
    if (std::ranges::count(landings(*map_, candidate), c) != 0) return candidate;
  fail(edit, arg, "no contact of the cable touches `" + c.name() + "`",
       "name a contact of the cable");
}

std::vector<Contact> EditNames::socket_contacts(const CableEdit& edit, std::size_t arg) const {
  const Contact c = contact_of(edit.args[arg]);
  if (cable_ != nullptr && cable_->has_contact(c)) {
    auto out = landings(*map_, c);
    if (out.empty())
      fail(edit, arg, "`" + c.name() + "` touches no contact of its socket",
           "name a socket contact");
    return out;
  }
  const Socket* socket = fixture_.socket(c.end);
  if (socket == nullptr || !has_wire(*socket, c.pin)) fail_unknown_contact(edit, arg);
  return {c};
}

std::string EditNames::cable_part(const CableEdit& edit, std::size_t arg) const {
  need_cable(edit, arg);
  const std::string& word = edit.args[arg];
  if (cable_->part(word) != nullptr) return word;
  std::vector<std::string> names;
  for (const auto& p : cable_->parts) names.push_back(p.name);
  fail(edit, arg, "the cable has no part `" + word + "`", remedy_for(word, names, "parts"));
}

std::string EditNames::cable_end(const CableEdit& edit, std::size_t arg) const {
  need_cable(edit, arg);
  const std::string& word = edit.args[arg];
  if (cable_->end(word) != nullptr) return word;
  std::vector<std::string> names;
  for (const auto& p : map_->placements()) {
    if (p.socket == word) return p.end;
    names.push_back(p.end);
  }
  fail(edit, arg, "the cable has no end `" + word + "`", remedy_for(word, names, "ends"));
}

const Socket& EditNames::socket(const CableEdit& edit, std::size_t arg) const {
  const std::string& word = edit.args[arg];
  if (const Socket* s = socket_of_end(word)) return *s;
  if (const Socket* s = fixture_.socket(word)) return *s;
  std::vector<std::string> names;
  for (const auto& s : fixture_.sockets) names.push_back(s.name);
  fail(edit, arg, "there is no socket `" + word + "`", remedy_for(word, names, "sockets"));
}

Point EditNames::point(const CableEdit& edit, std::size_t arg) const {
  const Point p = static_cast<Point>(std::stoul(edit.args[arg])) - 1;
  if (p >= board_.points)
    fail(edit, arg, "the jig has no test point " + edit.args[arg],
         "its points are 1 to " + std::to_string(board_.points));
  return p;
}

Point EditNames::reader(const CableEdit& edit, std::size_t arg) const {
  const Point p = point(edit, arg);
  std::vector<std::string> readers;
  for (const auto& [read, reads] : fixture_.senses) readers.push_back(std::to_string(point_number(reads)));
  if (std::ranges::find(readers, std::to_string(point_number(p))) == readers.end())
    fail(edit, arg, "no sense wire is at point " + edit.args[arg],
         readers.empty() ? "the fixture has none" : "points with a sense wire are: " + listed(readers));
  return p;
}

}  // namespace buzzout
