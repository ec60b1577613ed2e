#include "naming/learning.hpp"

#include <algorithm>
#include <set>

#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "core/expectation.hpp"
#include "core/known_defect.hpp"
#include "core/roles.hpp"
#include "core/words.hpp"

namespace buzzout {
namespace {

// One name for each point, the first socket's.
std::string point_names(PointSet points, const Fixture& fixture) {
  std::string out;
  for (Point p : members(points)) {
    const auto contacts = fixture.contacts_at(p);
    out += (out.empty() ? "" : ", ") + std::string("point ") + std::to_string(point_number(p)) +
           (contacts.empty() ? "" : " (" + contacts.front().name() + ")");
  }
  return out;
}

std::set<Contact> as_set(const std::vector<Contact>& contacts) { return {contacts.begin(), contacts.end()}; }

FixtureMap::Choices as_choices(const std::vector<EndChoice>& ends) {
  FixtureMap::Choices out;
  for (const auto& e : ends) out[e.end] = e.socket;
  return out;
}

bool same_ends(const Profile& a, const Profile& b) {
  return a.ends.size() == b.ends.size() && std::ranges::all_of(a.ends, [&](const End& e) {
    const End* other = b.end(e.name);
    return other != nullptr && other->type.name == e.type.name;
  });
}

Net& net_of(Profile& profile, const Contact& c) {
  for (auto& n : profile.nets)
    if (std::ranges::find(n.contacts, c) != n.contacts.end()) return n;
  if (!profile.has_contact(c))
    throw Error("unknown-contact", "this cable has no contact `" + c.name() + "`", "", "its contacts are: " +
                list_of(profile.contacts()));
  throw Error("not-connected", c.name() + " is joined to nothing, so it carries no role", "",
              "look for a broken wire, or leave the role out");
}

// What a template's net may be mixed up with: the other one of its pair. A shared return is of both pairs.
std::set<std::string> groups_of(const Net& net) {
  std::set<std::string> out;
  for (const auto& role : net.roles())
    if (const char channel = channel_of(role)) out.insert(std::string(1, channel));
  return out.empty() ? std::set<std::string>{net.name} : out;
}

bool may_be_mixed_up(const Net& a, const Net& b) {
  const auto others = groups_of(b);
  return std::ranges::any_of(groups_of(a), [&](const auto& group) { return others.contains(group); });
}

std::set<std::string> roles_at(const Profile& profile, const Contact& c) {
  const Net* net = profile.net_of(c);
  if (net == nullptr) return {};
  const auto roles = net->roles();
  return {roles.begin(), roles.end()};
}

std::set<std::string> mirrored(const std::set<std::string>& roles) {
  std::set<std::string> out;
  for (std::string role : roles) {
    if (const char channel = channel_of(role)) role.front() = channel == 'L' ? 'R' : 'L';
    out.insert(role);
  }
  return out;
}

// The channel that an end alone is for, beside what both share; '\0' if there is none.
char side_of_end(const Profile& profile, const End& end) {
  std::set<char> channels;
  for (const auto& pin : end.type.contacts) {
    std::set<char> here;
    for (const auto& role : roles_at(profile, {end.name, pin}))
      if (const char channel = channel_of(role)) here.insert(channel);
    if (here.size() == 1) channels.insert(*here.begin());
  }
  return channels.size() == 1 ? *channels.begin() : '\0';
}

[[noreturn]] void refuse_one_way(const OneWay& w, const Fixture& fixture) {
  throw Error("one-way",
              "current flows only from " + point_names(w.from, fixture) + " to " + point_names(w.to, fixture) +
                  ": that is no wire",
              "", "look for a diode, or for something powered at the other end; or, if a diode is meant, say so",
              Action{ActionCode::insist_diodes});
}

// The points that a one-way link ends at.
PointSet at_one_ways(const Netlist& netlist) {
  PointSet out = 0;
  for (const auto& w : netlist.one_ways) out |= w.from | w.to;
  return out;
}

// A diode for each one-way link, but for those that two others make one behind the other.
void add_diodes(Profile& p, const FixtureMap& map, const Netlist& netlist) {
  const auto name_at = [&](PointSet points) {
    for (const auto& net : p.nets)
      if ((map.points_of(net.contacts.front()) & points) != 0) return net.name;
    return std::string();
  };
  const auto has_link = [&](PointSet from, PointSet to) {
    return std::ranges::find(netlist.one_ways, OneWay{from, to}) != netlist.one_ways.end();
  };
  for (const auto& w : netlist.one_ways) {
    const bool made_by_two = std::ranges::any_of(
        netlist.one_ways, [&](const OneWay& first) { return first.from == w.from && first.to != w.to && has_link(first.to, w.to); });
    if (!made_by_two) p.parts.push_back({"D" + std::to_string(p.parts.size() + 1), PartKind::diode, name_at(w.from), name_at(w.to)});
  }
}

}  // namespace

Reading agreed_reading(const std::vector<Evidence>& all, const Fixture& fixture, OneWays one_ways) {
  if (all.size() < 2) throw Error("incomplete", "the cable was not measured twice", "", "measure it again");
  const std::string again = "seat the plugs, let the cable lie still, and learn again";
  Reading first = read_evidence(all.front(), fixture);
  PointSet changed = 0, capacitive = 0;
  for (const auto& evidence : all) {
    const Reading r = read_evidence(evidence, fixture);
    if (evidence.scans.front().boot != all.front().scans.front().boot)
      throw Error("jig-restarted", "the jig restarted while the cable was measured", "", "learn again");
    changed |= r.unsteady;
    capacitive |= r.capacitive;
    for (Point p = 0; p < r.matrix.points(); ++p)
      if (const PointSet d = r.matrix.rows[p] ^ first.matrix.rows[p]; d != 0) changed |= d | only(p);
  }
  if (changed != 0)
    throw Error("unstable", "connections changed while the cable was measured: " + point_names(changed, fixture), "",
                again);
  if (capacitive != 0)
    throw Error("capacitive", "joined for a moment only, as by a capacitor: " + point_names(capacitive, fixture), "",
                "a profile of plain wires cannot say that; write it by hand if it is meant");
  if (!first.netlist.one_ways.empty() && one_ways == OneWays::refused) refuse_one_way(first.netlist.one_ways.front(), fixture);
  if (!first.netlist.ragged.empty())
    throw Error("weak-connection",
                "connected, but not well: " + point_names(first.netlist.ragged.front(), fixture), "",
                "redo these joints, or learn from another cable");
  return first;
}

Profile measured_cable(const std::vector<EndChoice>& ends, const Reading& reading, const Fixture& fixture) {
  Profile out;
  std::set<std::string> taken;
  for (const auto& e : ends) {
    const Socket* socket = fixture.socket(e.socket);
    if (socket == nullptr) {
      std::string known;
      for (const auto& s : fixture.sockets) known += (known.empty() ? "" : ", ") + s.name;
      throw Error("unknown-socket", "fixture " + fixture.name + " has no socket `" + e.socket + "`",
                  end_in_socket(e.end, e.socket), "its sockets are: " + known);
    }
    if (!taken.insert(e.socket).second)
      throw Error(kSocketTaken, "socket `" + e.socket + "` holds one end only", end_in_socket(e.end, e.socket),
                  "name another socket");
    out.ends.push_back({e.end, socket->type, opposite(socket->gender)});
  }
  out.name = "learned";
  const FixtureMap map(out, fixture, as_choices(ends));

  PointSet reached = 0;
  for (const auto& r : map.reaches()) reached |= r.points;
  if (const PointSet foreign = (reading.netlist.linked() | at_one_ways(reading.netlist)) & ~reached; foreign != 0)
    throw Error("foreign-link", "something is joined outside of the sockets of this cable: " +
                                    point_names(foreign, fixture),
                "fixture " + fixture.name, "unplug what does not belong to it, or name its other ends and their sockets", Action{ActionCode::place_ends});

  for (const auto& c : out.contacts()) {
    const PointSet net = reading.netlist.net_of(lowest(map.points_of(c)));
    if ((size(net) < 2 && (net & at_one_ways(reading.netlist)) == 0) || out.net_of(c) != nullptr) continue;
    Net n{"net" + std::to_string(out.nets.size() + 1), {}};
    for (const auto& other : out.contacts())
      if ((map.points_of(other) & net) != 0) n.contacts.push_back(other);
    out.nets.push_back(std::move(n));
  }
  add_diodes(out, map, reading.netlist);

  for (const auto& end : out.ends) {
    const bool met = std::ranges::any_of(out.nets, [&](const Net& net) {
      const auto own = std::ranges::count(net.contacts, end.name, &Contact::end);
      return own > 0 && own < std::ranges::ssize(net.contacts);
    });
    const bool has_diode = std::ranges::any_of(out.parts, [&](const Part& part) {
      const auto has = [&](const std::string& net) {
        return std::ranges::find(out.net_named(net)->contacts, end.name, &Contact::end) != out.net_named(net)->contacts.end();
      };
      return has(part.from) || has(part.to);
    });
    if (!met && !has_diode)
      throw Error("unproved-end",
                  "no wire joins end `" + end.name + "` to another end: it may not be plugged in",
                  "fixture " + fixture.name, "plug every end in; a cable without such a wire cannot be learned");
  }
  const bool met = Expectation(out, map).met_by(reading.matrix);
  if (!met && !out.parts.empty()) refuse_one_way(reading.netlist.one_ways.front(), fixture);
  if (!met)
    throw Error(kUnexplained, "no profile describes this measurement", "", "report what a scan of it says", Action{ActionCode::scan});
  return out;
}

void name_nets(Profile& profile, const std::vector<RoleChoice>& roles) {
  std::set<std::string> seen;
  std::set<const Net*> named;
  for (const auto& choice : roles) {
    Net& net = net_of(profile, choice.contacts.front());
    for (const auto& c : choice.contacts)
      if (&net_of(profile, c) != &net)
        throw Error("roles-apart", choice.net + ": " + choice.contacts.front().name() + " and " + c.name() +
                                       " are not joined", "", "look for a broken wire, or correct the role");
    if (!named.insert(&net).second)
      throw Error("net-named-twice", list_of(net.contacts) + " are one net: it is called " + net.name +
                                         ", and cannot be called " + choice.net + " too",
                  "", "they are joined: a short, or roles that share a wire, written " + net.name + "=" + choice.net);
    for (auto& part : profile.parts)
      for (std::string* at : {&part.from, &part.to})
        if (*at == net.name) *at = choice.net;
    net.name = choice.net;
  }
  for (const auto& net : profile.nets)
    for (const auto& role : net.roles())
      if (!seen.insert(role).second)
        throw Error("role-twice", "two nets cannot both be " + role, "", "one role is one net");
}

std::vector<RoleChoice> roles_as_in(const Profile& other, const Profile& measured) {
  std::vector<RoleChoice> out;
  if (!same_ends(other, measured)) return out;
  for (const auto& net : measured.nets)
    for (const auto& known : other.nets)
      if (as_set(known.contacts) == as_set(net.contacts)) out.push_back({known.name, net.contacts});
  return out;
}

std::vector<const Net*> bridged_at_one_end(const Profile& profile) {
  std::vector<const Net*> out;
  for (const auto& net : profile.nets) {
    std::set<std::string> ends;
    for (const auto& c : net.contacts) ends.insert(c.end);
    if (ends.size() < net.contacts.size()) out.push_back(&net);
  }
  return out;
}

std::optional<Contact> unlike_sides(const Profile& profile) {
  for (const auto& left : profile.ends)
    for (const auto& right : profile.ends) {
      if (left.type.name != right.type.name || side_of_end(profile, left) != 'L' || side_of_end(profile, right) != 'R')
        continue;
      for (const auto& pin : left.type.contacts)
        if (mirrored(roles_at(profile, {left.name, pin})) != roles_at(profile, {right.name, pin}))
          return Contact{right.name, pin};
    }
  return std::nullopt;
}

Wiring wiring_of_roles(const Profile& profile) {
  const Net *lp = profile.net_of_role("L+"), *ln = profile.net_of_role("L-"), *rp = profile.net_of_role("R+"),
            *rn = profile.net_of_role("R-");
  if (lp == nullptr || ln == nullptr || rp == nullptr || rn == nullptr) return Wiring::other;
  const std::set<const Net*> nets{lp, ln, rp, rn};
  if (nets.size() == 4) return Wiring::balanced;
  return nets.size() == 3 && ln == rn ? Wiring::single_ended : Wiring::other;
}

void check_teacher(const Profile& profile, const FixtureMap& map, const Reading& reading, const Fixture& fixture,
                   const FixtureEvidence& proofs, std::int64_t now) {
  std::vector<std::string> sockets;
  for (const auto& p : map.placements()) sockets.push_back(p.socket);
  if (const auto defect = known_defect(proofs, fixture, sockets))
    throw Error(*defect);
  const std::string remedy = "prove the fixture first";
  const Action proof{ActionCode::prove_fixture, {{"fixture", fixture.name}}};
  if (!proofs.empty_is_proved(now))
    throw Error("fixture-never-empty",
                "this fixture was not seen empty and clean this week: a bridge inside it would be learned as a wire",
                "fixture " + fixture.name, remedy, proof);
  std::vector<Contact> unproved;
  for (const auto& c : profile.contacts())
    for (Point p : members(map.points_of(c))) {
      const Contact socket = map.socket_contact(c, p);
      if (size(reading.netlist.net_of(p)) == 1 && !has(at_one_ways(reading.netlist), p) && !proofs.is_proved(socket, now)) unproved.push_back(socket);
    }
  if (!unproved.empty())
    throw Error("socket-wire-unproved",
                "joined to nothing, or on a broken wire of the jig: " + list_of(unproved) + " not seen connected this week",
                "fixture " + fixture.name, remedy, proof);
}

std::vector<RoleChoice> roles_of_template(const Profile& pattern, const Profile& measured) {
  const auto refuse = [&](const std::string& why) {
    throw Error("not-as-template", "this is no cable as " + pattern.name + " has it: " + why, "profile " + pattern.name,
                "check the plugs and the joints, or learn it without the template");
  };
  if (!same_ends(pattern, measured)) refuse("its ends are others");
  if (pattern.nets.size() != measured.nets.size())
    refuse(std::to_string(measured.nets.size()) + " nets instead of " + std::to_string(pattern.nets.size()));
  const std::string& first = pattern.ends.front().name;
  std::vector<RoleChoice> out;
  for (const auto& net : measured.nets) {
    const auto at_first = std::ranges::find(net.contacts, first, &Contact::end);
    if (at_first == net.contacts.end()) refuse(list_of(net.contacts) + " do not reach `" + first + "`");
    const Net* role = pattern.net_of(*at_first);
    if (role == nullptr) refuse(at_first->name() + " must be free");
    for (const auto& c : net.contacts) {
      const Net* meant = pattern.net_of(c);
      if (c.end == first ? meant != role : meant != nullptr && !may_be_mixed_up(*meant, *role))
        refuse(at_first->name() + " and " + c.name() + " belong apart");
    }
    for (const auto& end : pattern.ends)
      if (std::ranges::count(net.contacts, end.name, &Contact::end) !=
          std::ranges::count(role->contacts, end.name, &Contact::end))
        refuse(role->name + " is on " + list_of(net.contacts) + ", and not on the ends of " + list_of(role->contacts));
    out.push_back({role->name, net.contacts});
  }
  return out;
}

}  // namespace buzzout
