#include "core/fixture_map.hpp"

#include <algorithm>

#include "core/error.hpp"
#include "core/error_codes.hpp"

namespace buzzout {
namespace {

struct Candidate {
  const Socket* socket;
  const Acceptance* adapter;  // null: the socket is of the plug's own type
};

std::vector<Candidate> candidates_for(const End& end, const Fixture& fixture) {
  const ConnectorType& plug = end.type;
  std::vector<Candidate> out;
  for (const auto& s : fixture.sockets) {
    if (!may_mate(s.gender, end.gender)) continue;
    if (s.type.name == plug.name) out.push_back({&s, nullptr});
    for (const auto& a : s.accepts)
      if (a.plug.name == plug.name) out.push_back({&s, &a});
  }
  return out;
}

std::string turned(End end, const Fixture& fixture) {
  end.gender = Gender::unsaid;
  return candidates_for(end, fixture).empty() ? "" : "correct what the profile says is `female`, or ";
}

// Sockets of the plug's own type, where there are any.
void prefer_own_type(std::vector<Candidate>& from) {
  if (std::ranges::any_of(from, [](const Candidate& c) { return c.adapter == nullptr; }))
    std::erase_if(from, [](const Candidate& c) { return c.adapter != nullptr; });
}

std::string list(const std::vector<Candidate>& from) {
  std::string out;
  for (const auto& c : from) out += (out.empty() ? "" : ", ") + c.socket->name;
  return out;
}

std::string list_sockets(const Fixture& f) {
  std::string out;
  for (const auto& s : f.sockets) out += (out.empty() ? "" : ", ") + s.name;
  return out;
}

void drop_sharing(std::vector<Candidate>& from, PointSet taken) {
  std::erase_if(from, [&](const Candidate& c) { return (c.socket->points() & taken) != 0; });
}

void keep_label(std::vector<Candidate>& from, const std::string& label) {
  if (from.size() < 2) return;
  std::vector<Candidate> labelled;
  for (const auto& c : from)
    if (c.socket->label == label) labelled.push_back(c);
  if (!labelled.empty()) from = labelled;
}

Candidate chosen(const End& end, const std::string& socket_name, const Fixture& fixture) {
  const Socket* socket = fixture.socket(socket_name);
  if (socket == nullptr)
    throw Error("unknown-socket", "fixture " + fixture.name + " has no socket `" + socket_name + "`",
                end_in_socket(end.name, socket_name), "its sockets are: " + list_sockets(fixture));
  const auto takes = candidates_for(end, fixture);
  for (const auto& c : takes)
    if (c.socket == socket) return c;
  throw Error(kNoSocket,
              "socket `" + socket_name + "` (" + titled(socket->type, socket->gender) + ") does not take end `" +
                  end.name + "` (" + titled(end.type, end.gender) + ")",
              end_in_socket(end.name, socket_name), takes.empty() ? "choose another fixture" : "choose a socket that takes it: " + list(takes),
              takes.empty() ? std::optional(Action{ActionCode::choose_fixture}) : std::nullopt);
}

}  // namespace

FixtureMap::FixtureMap(const Profile& profile, const Fixture& fixture, const Choices& choices)
    : fixture_(&fixture) {
  const Board* board = find_board(fixture.board);
  if (board == nullptr)
    throw Error("unknown-board", "fixture " + fixture.name + " is for an unknown board `" +
                                     fixture.board + "`");
  points_ = board->points;

  for (const auto& [end, socket] : choices)
    if (profile.end(end) == nullptr) {
      std::string ends;
      for (const auto& e : profile.ends) ends += (ends.empty() ? "" : ", ") + e.name;
      throw Error("unknown-end", "profile " + profile.name + " has no end `" + end + "`",
                  end_in_socket(end, socket), "its ends are: " + ends);
    }

  struct Placed {
    const End* end;
    Candidate in;
  };
  std::vector<Placed> placed;
  PointSet taken = 0;
  auto settle = [&](const End& end, Candidate c) {
    if ((c.socket->points() & taken) != 0)
      throw Error(kSocketTaken,
                  "end `" + end.name + "` needs socket `" + c.socket->name +
                      "`, which shares test points with the socket of another end",
                  "fixture " + fixture.name, "put the ends in sockets that share no points");
    taken |= c.socket->points();
    placed.push_back({&end, c});
  };

  std::vector<const End*> waiting;
  for (const auto& end : profile.ends) {
    const auto choice = choices.find(end.name);
    if (choice != choices.end())
      settle(end, chosen(end, choice->second, fixture));
    else
      waiting.push_back(&end);
  }

  // An end with one socket left takes it; that may leave another end with one, so go round until
  // nothing moves.
  while (!waiting.empty()) {
    const std::size_t before = waiting.size();
    std::erase_if(waiting, [&](const End* end) {
      auto from = candidates_for(*end, fixture);
      if (from.empty())
        throw Error(kNoSocket,
                    "fixture " + fixture.name + " has no " + (end->gender == Gender::female ? "plug" : "socket") +
                        " for end `" + end->name + "` (" + titled(end->type, end->gender) + ")",
                    "fixture " + fixture.name, turned(*end, fixture) + "choose another fixture", Action{ActionCode::list_files, {{"kind", "fixture"}}});
      const auto all = from;
      drop_sharing(from, taken);
      if (from.empty())
        throw Error(kSocketTaken,
                    "every socket for end `" + end->name + "` (" + list(all) +
                        ") shares test points with the socket of another end",
                    "fixture " + fixture.name, "choose another fixture", Action{ActionCode::choose_fixture});
      keep_label(from, end->name);
      prefer_own_type(from);
      if (from.size() > 1) return false;
      settle(*end, from.front());
      return true;
    });
    if (waiting.size() == before) {
      const End& end = *waiting.front();
      auto from = candidates_for(end, fixture);
      drop_sharing(from, taken);
      keep_label(from, end.name);
      prefer_own_type(from);
      throw Error("ambiguous-socket",
                  "end `" + end.name + "` (" + end.type.title + ") fits several sockets: " + list(from),
                  "fixture " + fixture.name, "say which", Action{ActionCode::place_ends, {{end.name, from.front().socket->name}}});
    }
  }

  for (const auto& end : profile.ends) {
    const auto it = std::ranges::find(placed, &end, &Placed::end);
    const Socket& socket = *it->in.socket;
    placements_.push_back({end.name, socket.name, socket.label});
    if (it->in.adapter == nullptr) {
      for (const auto& [pin, point] : socket.wires)
        landings_.push_back({{end.name, pin}, {socket.name, pin}, point});
    } else {
      for (const auto& [plug_pin, socket_pins] : it->in.adapter->lands)
        for (const auto& pin : socket_pins)
          landings_.push_back({{end.name, plug_pin}, {socket.name, pin}, socket.point_of(pin)});
    }
  }
  for (const auto& c : profile.contacts()) {
    PointSet points = 0;
    for (const auto& l : landings_)
      if (l.contact == c) points |= only(l.point);
    if (points != 0) reaches_.push_back({c, points});
  }
}

PointSet FixtureMap::points_of(const Contact& c) const {
  const auto it = std::ranges::find(reaches_, c, &Reach::contact);
  return it == reaches_.end() ? 0 : it->points;
}

std::vector<Contact> FixtureMap::contacts_at(Point p) const {
  std::vector<Contact> out;
  for (const auto& l : landings_)
    if (l.point == p) out.push_back(l.contact);
  return out;
}

Contact FixtureMap::socket_contact(const Contact& c, Point p) const {
  for (const auto& l : landings_)
    if (l.contact == c && l.point == p) return l.socket;
  throw Error("internal", c.name() + " does not reach point " + std::to_string(point_number(p)));
}

std::vector<Contact> FixtureMap::socket_contacts_at(Point p) const {
  return fixture_->contacts_at(p);
}

std::string FixtureMap::name_of(Point p) const {
  std::string out;
  for (const auto& c : contacts_at(p)) out += (out.empty() ? "" : "/") + c.name();
  if (!out.empty()) return out;
  for (const auto& c : fixture_->contacts_at(p)) out += (out.empty() ? "" : "/") + c.name();
  return out.empty() ? "point " + std::to_string(point_number(p)) : out;
}

std::string end_in_socket(const std::string& end, const std::string& socket) { return "end `" + end + "` in socket `" + socket + "`"; }

}  // namespace buzzout
