#include "bench/lesson_choices.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "catalog/names.hpp"
#include "catalog/profile_writer.hpp"
#include "core/error.hpp"
#include "core/words.hpp"
#include "naming/provenance.hpp"

namespace buzzout {
namespace {

std::vector<EndChoice> as_ends(const Profile& p, const FixtureMap::Choices& choices) {
  std::vector<EndChoice> out;
  for (const auto& e : p.ends) out.push_back({e.name, choices.at(e.name)});
  return out;
}

// An exact match, plugged in as labelled, whose ends, plugs and sockets are those of every other one.
const CableMatch* undisputed(const std::vector<CableMatch>& exact, const Fixture& fixture) {
  if (exact.empty() || exact.front().seating.seat != Seat::as_labelled) return nullptr;
  const auto places = [&](const CableMatch& m) {
    std::set<std::pair<std::string, std::string>> out;
    for (const auto& [end, socket] : m.seating.choices(*m.profile, fixture))
      out.emplace(socket, m.profile->end(end)->type.name);
    return out;
  };
  const bool agreed = std::ranges::all_of(
      exact, [&](const CableMatch& m) { return places(m) == places(exact.front()); });
  return agreed ? &exact.front() : nullptr;
}

// Sockets that share points, directly; with the linked points that they have between them.
struct Group {
  std::vector<const Socket*> sockets;
  PointSet points = 0;
};

std::vector<Group> groups_of(const Fixture& fixture) {
  std::vector<Group> out;
  for (const auto& s : fixture.sockets) {
    Group merged{{&s}, s.points()};
    std::erase_if(out, [&](const Group& g) {
      if ((g.points & merged.points) == 0) return false;
      merged.sockets.insert(merged.sockets.begin(), g.sockets.begin(), g.sockets.end());
      merged.points |= g.points;
      return true;
    });
    out.push_back(std::move(merged));
  }
  return out;
}

std::string end_name(const Socket& s, const std::vector<EndChoice>& taken) {
  for (const std::string& name : {s.label, s.name})
    if (follows(kEndName, name) && std::ranges::find(taken, name, &EndChoice::end) == taken.end()) return name;
  return "end" + std::to_string(taken.size() + 1);
}

const Socket& which_of(const std::vector<const Socket*>& candidates, const std::string& end, Prompts* prompts,
                       const std::string& nearest_cable) {
  if (candidates.size() == 1) return *candidates.front();
  if (prompts != nullptr) {
    Prompt p{Prompt::Kind::which_socket, "These sockets share test points. Which one holds the plug?"};
    for (const Socket* s : candidates) p.options.push_back({s->name, s->type.title});
    return **std::ranges::find(candidates, prompts->ask(std::move(p)), &Socket::name);
  }
  std::string list;
  for (const Socket* s : candidates) list += (list.empty() ? "" : ", ") + s->name + " (" + s->type.title + ")";
  throw Error("which-socket", "the plug may be in any of these sockets, which share test points: " + list, "",
              (nearest_cable.empty() ? "" : "it is nearest to " + nearest_cable + "; ") + "name all ends with their sockets",
              Action{ActionCode::place_ends, {{end, candidates.front()->name}}});
}

// What `check` throws, as a person is told it; empty: nothing.
std::string objection(const std::function<void()>& check) {
  try {
    check();
    return "";
  } catch (const Error& e) {
    return e.message + (e.remedy.empty() ? "" : ": " + e.remedy);
  }
}

bool names_net(const std::vector<RoleChoice>& roles, const Net& net) {
  return std::ranges::any_of(roles, [&](const RoleChoice& r) {
    return std::ranges::find(net.contacts, r.contacts.front()) != net.contacts.end();
  });
}

bool uses_role(const std::vector<RoleChoice>& roles, const std::string& name) {
  const Net wanted{name, {}};
  for (const auto& r : roles)
    for (const auto& role : Net{r.net, {}}.roles())
      for (const auto& other : wanted.roles())
        if (role == other) return true;
  return false;
}

// What was said first stays.
void add_roles(std::vector<RoleChoice>& to, const std::vector<RoleChoice>& more, const Profile& measured) {
  for (const auto& r : more) {
    const Net* net = measured.net_of(r.contacts.front());
    if (net != nullptr && !names_net(to, *net) && !uses_role(to, r.net)) to.push_back(r);
  }
}

std::string contact_list(const Net& net) {
  std::string out;
  for (const auto& c : net.contacts) out += (out.empty() ? "" : ", ") + c.name();
  return out;
}

// What a person says is on a net; its own name: no role is known.
std::string role_of(const Net& net, bool bridge, const std::vector<RoleChoice>& roles, Prompts& prompts) {
  Prompt p{Prompt::Kind::which_role, "What is on " + contact_list(net) + " (L+, hot, shield, ...)?"};
  p.takes_text = true;
  // A bridge has no name to fall back on: a solder bridge would look the same.
  if (!bridge) p.otherwise = net.name;
  return prompts.ask(std::move(p), [&](const std::string& answer) -> std::string {
    if (answer == net.name && !bridge) return "";
    if (answer.empty()) return "It joins two contacts of one end, as a solder bridge would: name it if it is meant.";
    if (std::string wrong = objection([&] { check_net_name(answer); }); !wrong.empty()) return wrong;
    return uses_role(roles, answer) ? "Another net is that already; roles that share a wire are written L-=R-." : "";
  });
}

void check_person(const std::string& person) {
  check_line(person, "the operator's name", 100);
  if (!may_be_person(person))
    throw Error("bad-text", "this cannot be an operator's name", person, "write a plain name");
}

}  // namespace

std::vector<EndChoice> choose_ends(const FixtureMap::Choices& said, const Profile* pattern, const Identification& id,
                                   const Fixture& fixture, Prompts* prompts) {
  if (pattern != nullptr) {
    FixtureMap::Choices choices;
    const FixtureMap map(*pattern, fixture, said);
    for (const auto& p : map.placements()) choices[p.end] = p.socket;
    return as_ends(*pattern, choices);
  }
  if (!said.empty()) {
    std::vector<EndChoice> out;
    for (const auto& [end, socket] : said) {
      if (!follows(kEndName, end))
        throw Error("bad-name", "an end cannot be called `" + end + "`", "socket " + socket,
                    "allowed: " + std::string(kEndName.allowed));
      out.push_back({end, socket});
    }
    return out;
  }
  if (const CableMatch* known = undisputed(id.exact, fixture))
    return as_ends(*known->profile, known->seating.choices(*known->profile, fixture));

  const std::string nearest_cable = !id.near.empty() ? typed_name(*id.near.front().matches.front().profile) : "";
  const PointSet linked = id.reading.netlist.linked();
  std::vector<EndChoice> out;
  for (const auto& group : groups_of(fixture)) {
    const PointSet here = group.points & linked;
    if (here == 0) continue;
    std::vector<const Socket*> candidates;
    for (const Socket* s : group.sockets)
      if ((here & ~s->points()) == 0) candidates.push_back(s);
    if (candidates.empty())
      throw Error("foreign-link", "no one plug reaches all that is joined at these sockets: " +
                                      group.sockets.front()->name + " and those that share test points with it",
                  "fixture " + fixture.name, "unplug what does not belong to the cable");
    const std::string end = end_name(*candidates.front(), out);
    const Socket& socket = which_of(candidates, end, prompts, nearest_cable);
    out.push_back({end_name(socket, out), socket.name});
  }
  return out;
}

const CableMatch* nearest_match(const Identification& id, const std::vector<EndChoice>& ends, const Fixture& fixture) {
  const auto fits = [&](const CableMatch& m) {
    if (m.profile->ends.size() != ends.size()) return false;
    const auto choices = m.seating.choices(*m.profile, fixture);
    return std::ranges::all_of(m.profile->ends, [&](const End& end) {
      const std::string& socket = choices.at(end.name);
      return fixture.socket(socket)->type.name == end.type.name &&
             std::ranges::find(ends, socket, &EndChoice::socket) != ends.end();
    });
  };
  const auto own = std::ranges::find_if(id.exact, fits);
  if (own != id.exact.end()) return &*own;
  for (const auto& near : id.near) {
    const auto it = std::ranges::find_if(near.matches, fits);
    if (it != near.matches.end()) return &*it;
  }
  return nullptr;
}

void check_net_name(const std::string& net, const std::string& where) {
  for (const auto& role : Net{net, {}}.roles())
    if (!follows(kRoleName, role))
      throw Error("bad-name", "a net cannot be called `" + net + "`", where, "allowed: " + std::string(kRoleName.allowed));
}

void choose_roles(Profile& measured, std::vector<RoleChoice> roles, const Profile* pattern, const CableMatch* known,
                  Prompts* prompts) {
  for (const auto& r : roles) {
    check_net_name(r.net);
    if (r.contacts.empty()) throw Error("unknown-contact", "no contact is said to carry " + r.net);
  }
  name_nets(measured, roles);  // refuses what cannot be
  if (pattern != nullptr) add_roles(roles, roles_of_template(*pattern, measured), measured);
  if (known != nullptr) add_roles(roles, roles_as_in(*known->profile, measured), measured);
  const std::vector<const Net*> bridges = bridged_at_one_end(measured);
  if (prompts != nullptr)
    for (const auto& net : measured.nets) {
      if (names_net(roles, net)) continue;
      const bool bridge = std::ranges::find(bridges, &net) != bridges.end();
      const std::string role = role_of(net, bridge, roles, *prompts);
      if (bridge || role != net.name) roles.push_back({role, {net.contacts.front()}});
    }
  for (const Net* net : bridges)
    if (!names_net(roles, *net))
      throw Error("bridge-in-doubt",
                  contact_list(*net) + " are joined, with two contacts of one end: a solder bridge would look the same",
                  "", "if it is meant, say what they carry", Action{ActionCode::name_net, {{"contact", net->contacts.front().name()}}});
  name_nets(measured, roles);
}

Use choose_use(std::optional<Use> said, const Profile* pattern, const CableMatch* known, bool exact,
               const Profile& measured, Prompts* prompts) {
  if (said) return *said;
  if (pattern != nullptr) return pattern->use;
  if (exact && known != nullptr) return known->profile->use;
  if (measured.wiring != Wiring::other) return Use::headphone;
  Prompt p{Prompt::Kind::which_use, "What is the cable for?"};
  std::string list;
  for (const Use u : all_uses()) {
    p.options.push_back({std::string(to_string(u)), ""});
    list += (list.empty() ? "" : ", ") + p.options.back().id;
  }
  if (prompts == nullptr) throw Error("which-use", "what is the cable for?", "", "It is for one of: " + list + ".", Action{ActionCode::name_use});
  return *std::ranges::find(all_uses(), prompts->ask(std::move(p)), [](Use u) { return to_string(u); });
}

std::string choose_person(const std::optional<std::string>& said, const std::string& configured, Prompts* prompts) {
  const std::string person = said.value_or(configured);
  if (person.empty() && prompts != nullptr) {
    Prompt p{Prompt::Kind::which_person, "Who are you?"};
    p.takes_text = true;
    return prompts->ask(std::move(p), [](const std::string& answer) {
      return answer.empty() ? "A profile says who learned it." : objection([&] { check_person(answer); });
    });
  }
  if (person.empty())
    throw Error("which-operator", "who measures? A profile says who learned it", "",
                "set `operator:` in config.yaml, or say who you are", Action{ActionCode::give_operator});
  check_person(person);
  return person;
}

}  // namespace buzzout
