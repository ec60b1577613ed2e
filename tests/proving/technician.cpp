#include "proving/technician.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

namespace buzzout {
namespace {

Contact contact_of(const std::string& name) {
  const auto dot = name.find('.');
  return {name.substr(0, dot), name.substr(dot + 1)};
}

std::vector<std::smatch> all_of(const std::string& text, const std::regex& what) {
  return {std::sregex_iterator(text.begin(), text.end(), what), std::sregex_iterator()};
}

// Every END.CONTACT in a text.
std::vector<Contact> contacts_in(const std::string& text) {
  static const std::regex name(R"([A-Za-z][A-Za-z0-9_-]*\.[A-Za-z0-9+-]+)");
  std::vector<Contact> out;
  for (const auto& m : all_of(text, name)) out.push_back(contact_of(m.str()));
  return out;
}

}  // namespace

Technician::Technician(const Profile& p, const FixtureMap& map) : profile_(p), map_(map), contacts_(p.contacts()) {
  for (std::size_t i = 0; i < contacts_.size(); ++i) {
    const Net* net = p.net_of(contacts_[i]);
    wanted_.push_back(net != nullptr ? static_cast<std::size_t>(net - p.nets.data()) : p.nets.size() + i);
  }
  wire_ = wanted_;
  broken_.assign(contacts_.size(), false);
}

std::size_t Technician::index(const Contact& c) const {
  return static_cast<std::size_t>(std::ranges::find(contacts_, c) - contacts_.begin());
}

void Technician::damage(const std::string& edits) {
  std::istringstream in(edits);
  for (std::string edit; std::getline(in, edit, ',');) {
    std::istringstream words(edit);
    std::string what, a, b;
    std::getline(words, what, ':');
    std::getline(words, a, ':');
    std::getline(words, b, ':');
    if (what == "open") broken_[index(contact_of(a))] = true;
    if (what == "unplug") out_.push_back(a);
    if (what == "short") touching_.emplace_back(contact_of(a), contact_of(b));
    if (what == "swap") std::swap(wire_[index(contact_of(a))], wire_[index(contact_of(b))]);
  }
}

void Technician::exchange_plugs(const std::string& one, const std::string& other) {
  for (const auto& pin : profile_.end(one)->type.contacts) {
    const std::size_t a = index({one, pin}), b = index({other, pin});
    std::swap(wire_[a], wire_[b]);
    std::vector<bool>::swap(broken_[a], broken_[b]);
  }
  const auto turn = [&](Contact& c) { c.end = c.end == one ? other : c.end == other ? one : c.end; };
  for (auto& [a, b] : touching_) turn(a), turn(b);
  const std::pair<std::string, std::string> both = std::minmax(one, other);
  if (std::erase(exchanged_, both) == 0) exchanged_.push_back(both);
}

std::vector<std::vector<std::size_t>> Technician::groups() const {
  std::vector<std::size_t> of(contacts_.size());
  for (std::size_t i = 0; i < of.size(); ++i) of[i] = broken_[i] ? 1000 + i : wire_[i];
  for (const auto& [a, b] : touching_) std::ranges::replace(of, std::size_t{of[index(b)]}, std::size_t{of[index(a)]});
  std::vector<std::vector<std::size_t>> out;
  std::vector<std::size_t> seen;
  for (std::size_t i = 0; i < of.size(); ++i) {
    const auto at = std::ranges::find(seen, of[i]) - seen.begin();
    if (at == std::ssize(seen)) {
      seen.push_back(of[i]);
      out.emplace_back();
    }
    out[static_cast<std::size_t>(at)].push_back(i);
  }
  return out;
}

ScanMatrix Technician::matrix() const {
  const auto points = [&](const Contact& c) -> PointSet {
    if (std::ranges::find(out_, c.end) != out_.end()) return 0;
    if (c.end != half_) return map_.points_of(c);
    // Each contact of the plug one contact of the socket nearer to its mouth.
    PointSet out = 0;
    for (Point p : members(map_.points_of(c))) {
      const Contact on = map_.socket_contact(c, p);
      const auto& pins = map_.fixture().socket(on.end)->type.contacts;
      const auto at = std::ranges::find(pins, on.pin) - pins.begin() + (profile_.end(half_)->gender == Gender::female ? -1 : 1);
      if (at >= 0 && at < std::ssize(pins)) out |= only(map_.fixture().socket(on.end)->point_of(pins[static_cast<std::size_t>(at)]));
    }
    return out;
  };
  ScanMatrix out;
  for (Point p = 0; p < map_.points(); ++p) out.rows.push_back(only(p));
  // What lies on two points of a socket joins them, whatever its wire does.
  std::vector<PointSet> nets;
  for (const auto& group : groups()) {
    PointSet net = 0;
    for (const std::size_t i : group) net |= points(contacts_[i]);
    nets.push_back(net);
  }
  for (const PointSet net : nets)
    for (Point p : members(net)) out.rows[p] |= net;
  return out;
}

bool Technician::is_right_by_its_marks() const {
  if (!out_.empty() || !half_.empty()) return false;
  Technician by_marks = *this;
  for (const auto& [one, other] : exchanged_) by_marks.exchange_plugs(one, other);
  const auto groups = by_marks.groups();
  for (const auto& group : groups)
    for (const std::size_t i : group)
      if (wanted_[i] != wanted_[group.front()]) return false;
  std::vector<std::size_t> nets = wanted_;
  std::ranges::sort(nets);
  nets.erase(std::unique(nets.begin(), nets.end()), nets.end());
  return groups.size() == nets.size();
}

// Contacts that are joined and should not be, or the other way round.
std::size_t Technician::wrong_pairs() const {
  std::vector<std::size_t> of(contacts_.size());
  const auto all = groups();
  for (std::size_t g = 0; g < all.size(); ++g)
    for (const std::size_t i : all[g]) of[i] = g;
  std::size_t out = 0;
  for (std::size_t i = 0; i < of.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) out += (of[i] == of[k]) != (wanted_[i] == wanted_[k]) ? 1 : 0;
  return out;
}

bool Technician::hides_wires() const {
  Technician by_marks = *this;
  for (const auto& [one, other] : exchanged_) by_marks.exchange_plugs(one, other);
  return wrong_pairs() < by_marks.wrong_pairs();
}

bool Technician::redo(const std::vector<Contact>& joints) {
  bool done = false;
  for (const auto& c : joints) {
    done = done || broken_[index(c)];
    broken_[index(c)] = false;
  }
  return done;
}

bool Technician::part(const Places& places) {
  return std::erase_if(touching_, [&](const auto& t) {
           return std::ranges::any_of(places, [&](const auto& p) { return p == t || (p.first == t.second && p.second == t.first); });
         }) != 0;
}

bool Technician::part_within(const std::vector<Contact>& contacts) {
  return std::erase_if(touching_, [&](const auto& t) {
           return std::ranges::find(contacts, t.first) != contacts.end() && std::ranges::find(contacts, t.second) != contacts.end();
         }) != 0;
}

bool Technician::move_wires(const std::string& end, const std::string& words) {
  // A second wire on a contact, if there is one.
  static const std::regex second(R"(^move that wire from (\S+) to ([^\s,.;]+))");
  if (std::smatch m; std::regex_search(words, m, second)) {
    const Contact on{end, m[1]}, to{end, m[2]};
    const bool there = broken_[index(to)] && std::erase_if(touching_, [&](const auto& t) { return t.first == on || t.second == on; }) != 0;
    if (there) broken_[index(to)] = false;
    return there;
  }
  static const std::regex exchange(R"((?:wires|those) on (\S+) and ([^\s,.;]+))");
  static const std::regex move(R"((?:wire|one) (?:on|from) (\S+) to ([^\s,.;]+))");
  const auto before = wire_;
  bool done = false;
  const auto put = [&](const std::string& from, const std::string& to) {
    const std::size_t a = index({end, from}), b = index({end, to});
    wire_[b] = before[a];
    // What was moved away leaves its old contact without a wire, unless another one comes there.
    if (wire_[a] == before[a]) wire_[a] = 2000 + a;
    done = true;
  };
  for (const auto& m : all_of(words, exchange)) {
    put(m[1], m[2]);
    put(m[2], m[1]);
  }
  for (const auto& m : all_of(words, move)) put(m[1], m[2]);
  return done;
}

bool Technician::solder_crosswise(const std::string& one, const std::string& other) {
  for (const auto& pin : profile_.end(one)->type.contacts) std::swap(wire_[index({one, pin})], wire_[index({other, pin})]);
  return true;
}

// Looks at the marks of the plugs that the words name, and at no others.
bool Technician::put_right_by_marks(const std::string& words) {
  const auto looked_at = [&](const std::string& end) {
    return words.find("the plugs that are alike") != std::string::npos || words.find("`" + end + "`") < words.find("each other's");
  };
  for (const auto& [one, other] : exchanged_)
    if (looked_at(one) && looked_at(other)) {
      exchange_plugs(std::string(one), std::string(other));
      return true;
    }
  return false;
}

bool Technician::repair(const Diagnosis& d) {
  static const std::regex marks_only(R"(^No iron yet: look at the marks of the plugs .+\. If two are in each other's sockets, exchange them and test again\. If each is in its own, leave them: the cable is crossed inside, and the wires of `([^`]+)` and `([^`]+)` are to be exchanged, contact for contact\.$)");
  static const std::regex marks_first(R"(^First look at the marks of the plugs .+: if two are in each other's sockets, exchange them and test again\. If not, at (.*)$)");
  static const std::regex prove_jig(R"(^First prove the (?:empty jig|jig's own wires? to \S.*?)\. (?:If (?:it is|they are) whole: )?(.*)$)");
  static const std::regex another_cable(R"(^First look whether it is \S+, which measures the same\. If not: (.*)$)");
  static const std::regex load(R"(^(Separate L- from R-\. )?If .+ still plugged into the cable, take (?:them|it) off and test again: (?:they join|it joins) these wires too\. (.*)$)");
  std::smatch m;
  std::string words = d.repair;
  if (std::regex_match(words, m, another_cable)) words = m[1].str();
  if (std::regex_match(words, m, prove_jig)) words = m[1].str();
  if (std::regex_match(words, m, marks_only)) return put_right_by_marks(words) || solder_crosswise(m[1], m[2]);
  if (std::regex_match(words, m, marks_first)) {
    if (put_right_by_marks(words)) return true;
    words = "At " + m[1].str();
  }
  if (std::regex_match(words, m, load)) words = std::string(m[1]) + std::string(m[2]);
  return work(words, d);
}

bool Technician::work(const std::string& words, const Diagnosis& d) {
  static const std::regex push_home(R"(^Push .+ all the way into socket .+, and test again\. Solder only if that changes nothing\.$)");
  static const std::regex push_in(R"(^Push the plug `([^`]+)` all the way into socket \S+ and test again\. If it was in, prove the jig, then open the plug: .*$)");
  static const std::regex look(R"(^(?:Separate L- from R-\. )?Look for a (?:solder bridge|stray strand or crushed insulation) (.+); (?:if the plugs are clean, it is inside the cable|no wire belongs on .+: if one is there, take it off)\.(?: If (?:a balanced plug was|balanced plugs were) put .*)?$)");
  static const std::regex place(R"(at `([^`]+)` between (\S+) and ([^\s,;]+))");
  static const std::regex inside(R"(^(?:Separate L- from R-\. )?The wires meet inside the cable: (?:look where it splits, then )?bend it while you watch it live\.(?: If (?:a balanced plug was|balanced plugs were) put .*)?$)");
  static const std::regex take_off(R"(^Look for a wire from .+, and remove it\.$)");
  static const std::regex shell(R"(^At `([^`]+)`, separate the shell's tag from .+: remove .+$)");
  static const std::regex press(R"(^Bend the cable at both plugs and press on the joints at (.+) while you watch it live; redo the one that brings it back or has come off\. If both are good, the wire is broken in between\.$)");
  static const std::regex joints(R"(^(?:Redo the joints? at|Two of these joints or more are open: redo) (.+)$)");
  static const std::regex bond(R"(at `([^`]+)`, join the shell's tag to pin \S+)", std::regex::icase);
  static const std::regex wires(R"(^At `([^`]+)`, ((?:exchange|move) .+)$)");
  std::smatch m;
  if (std::regex_match(words, m, push_home)) {
    const bool was_out = !half_.empty() && words.find("`" + half_ + "`") != std::string::npos;
    if (was_out) half_.clear();
    return was_out;
  }
  if (std::regex_match(words, m, push_in)) {
    if (std::erase(out_, m[1].str()) != 0) return true;
    std::vector<Contact> all;
    for (const auto& c : contacts_)
      if (c.end == m[1].str()) all.push_back(c);
    return redo(all);
  }
  if (std::regex_match(words, m, look)) {
    Places places;
    const std::string where = m[1];
    for (const auto& p : all_of(where, place)) places.push_back({{p[1], p[2]}, {p[1], p[3]}});
    return part(places) || part_within(d.contacts);
  }
  if (std::regex_match(words, inside) || std::regex_match(words, take_off)) return part_within(d.contacts);
  if (std::regex_match(words, m, shell)) {
    const Contact tag{m[1], *profile_.end(m[1].str())->type.shell};
    return std::erase_if(touching_, [&](const auto& t) { return t.first == tag || t.second == tag; }) != 0;
  }
  if (std::regex_match(words, m, press) || std::regex_match(words, m, joints)) {
    const std::string named = m[1];
    return redo(contacts_in(named));
  }
  if (std::regex_match(words, m, wires)) {
    const std::string end = m[1], moves = m[2];
    return move_wires(end, moves);
  }
  if (const auto bonds = all_of(words, bond); !bonds.empty()) {
    std::vector<Contact> tags;
    for (const auto& b : bonds) tags.push_back({b[1], *profile_.end(b[1].str())->type.shell});
    return redo(tags);
  }
  // Another finding is to be seen to first.
  if (words.starts_with("See to the plugs first, and test again")) return false;
  not_understood_ = words;
  return false;
}

}  // namespace buzzout
