#include "core/defect_journal.hpp"

#include <algorithm>
#include <utility>

namespace buzzout {
namespace {

// A defect by the names of one fixture.
using Item = std::pair<DefectKind, Contact>;

std::map<std::string, Point> wires_of(const Socket& socket) { return {socket.wires.begin(), socket.wires.end()}; }

bool has_pin(const Socket& socket, const std::string& pin) {
  return std::ranges::find(socket.wires, pin, &std::pair<std::string, Point>::first) != socket.wires.end();
}

// The contact of that name, and those on its point, unless the fixture has just the contact that was found.
std::set<Item> contacts_meant(const Defect& d, const Fixture& fixture) {
  const Socket* same = fixture.socket(d.socket);
  const bool is_there = same != nullptr && has_pin(*same, d.pin);
  const auto point = d.wires.find(d.pin);
  std::set<Item> out;
  if (is_there) out.insert({d.kind, {d.socket, d.pin}});
  if (point == d.wires.end() || (is_there && same->point_of(d.pin) == point->second)) return out;
  for (const auto& c : fixture.contacts_at(point->second)) out.insert({d.kind, c});
  return out;
}

// The socket of that name, and those that have a point of it, unless the fixture has just the socket that was found.
std::set<Item> sockets_meant(const Defect& d, const Fixture& fixture) {
  const Socket* same = fixture.socket(d.socket);
  std::set<Item> out;
  if (same != nullptr) out.insert({d.kind, {d.socket, ""}});
  if (same != nullptr && wires_of(*same) == d.wires) return out;
  PointSet points = 0;
  for (const auto& [pin, point] : d.wires) points |= only(point);
  for (const auto& s : fixture.sockets)
    if ((s.points() & points) != 0) out.insert({d.kind, {s.name, ""}});
  return out;
}

std::set<Item> meant(const Defect& d, const Fixture& fixture) {
  switch (d.kind) {
    case DefectKind::bridged:
      return {{d.kind, {}}};
    case DefectKind::broken:
    case DefectKind::misrouted:
      return contacts_meant(d, fixture);
    case DefectKind::failed:
      break;
  }
  return sockets_meant(d, fixture);
}

std::set<Item> items_of(const FixtureEvidence& p) {
  std::set<Item> out;
  if (p.bridged) out.insert({DefectKind::bridged, {}});
  for (const auto& c : p.broken) out.insert({DefectKind::broken, c});
  for (const auto& c : p.misrouted) out.insert({DefectKind::misrouted, c});
  for (const auto& name : p.failed) out.insert({DefectKind::failed, {name, ""}});
  return out;
}

Defect found_now(const Item& item, const Fixture& fixture, const std::string& content) {
  const Contact& what = item.second;
  const Socket* socket = fixture.socket(what.end);
  return {item.first, what.end, what.pin, socket != nullptr ? wires_of(*socket) : std::map<std::string, Point>{}, {content}, {}};
}

void find_again(Defect& d, const std::string& content) {
  for (const auto& c : d.lifted) d.found.erase(c);
  d.found.insert(content);
  d.lifted.clear();
}

}  // namespace

void DefectJournal::add(const Fixture& fixture, const std::string& content, const FixtureEvidence& proofs) {
  for (const auto& item : items_of(proofs)) defects.push_back(found_now(item, fixture, content));
}

void DefectJournal::write_to(const Fixture& fixture, const std::string& content, FixtureEvidence& proofs) const {
  for (const auto& d : defects) {
    if (d.lifted.contains(content)) continue;
    for (const auto& [kind, what] : meant(d, fixture)) {
      if (kind == DefectKind::bridged) proofs.bridged = true;
      if (kind == DefectKind::broken) proofs.broken.insert(what);
      if (kind == DefectKind::misrouted) proofs.misrouted.insert(what);
      if (kind == DefectKind::failed) proofs.failed.insert(what.end);
    }
  }
}

void DefectJournal::note(const Fixture& fixture, const std::string& content, const FixtureEvidence& proofs, bool anew) {
  const std::set<Item> now = items_of(proofs);
  std::set<Item> known;
  for (auto& d : defects) {
    if (d.lifted.contains(content)) continue;
    const std::set<Item> items = meant(d, fixture);
    if (items.empty()) continue;
    if (std::ranges::none_of(items, [&](const Item& i) { return now.contains(i); })) {
      d.lifted.insert(content);
      continue;
    }
    if (anew) find_again(d, content);
    known.insert(items.begin(), items.end());
  }
  std::erase_if(defects, [](const Defect& d) { return std::ranges::includes(d.lifted, d.found); });
  for (const auto& item : now)
    if (!known.contains(item)) defects.push_back(found_now(item, fixture, content));
}

}  // namespace buzzout
