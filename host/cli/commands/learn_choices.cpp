#include "cli/commands/learn_choices.hpp"

#include <algorithm>
#include <set>

#include "catalog/names.hpp"
#include "catalog/profile_writer.hpp"
#include "cli/option_list.hpp"
#include "cli/views/render_identification.hpp"
#include "core/error.hpp"
#include "naming/provenance.hpp"
#include "core/suggest.hpp"

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

const Socket& which_of(const std::vector<const Socket*>& candidates, const std::string& end, Questions& questions,
                       const std::string& nearest_cable) {
  if (candidates.size() == 1) return *candidates.front();
  std::vector<std::string> names;
  std::string list;
  for (const Socket* s : candidates) {
    names.push_back(s->name);
    list += (list.empty() ? "" : ", ") + s->name + " (" + s->type.title + ")";
  }
  if (questions.possible())
    for (const Socket* s : candidates) questions.say("  " + s->name + "  " + s->type.title);
  while (questions.possible()) {
    const std::string answer = questions.ask("These sockets share test points. Which one holds the plug");
    const auto it = std::ranges::find(names, answer);
    if (it != names.end()) return *candidates[static_cast<std::size_t>(it - names.begin())];
    questions.say("That is none of them.");
  }
  throw Error("which-socket", "the plug may be in any of these sockets, which share test points: " + list, "",
              "name all ends with their sockets: --at " + end + "=" + names.front() + " …" +
                  (nearest_cable.empty() ? "" : "; it is nearest to " + nearest_cable));
}

RoleChoice parse_role(const std::string& text) {
  const auto bad = [&] { usage_error("`--role " + text + "` is not NET=CONTACT", "write for example --role L+=amp.T"); };
  const auto equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0) bad();
  RoleChoice out{text.substr(0, equals), {}};
  Net net{out.net, {}};
  for (const auto& role : net.roles())
    if (!follows(kRoleName, role))
      throw Error("bad-name", "a net cannot be called `" + out.net + "`", "--role " + text,
                  "allowed: " + std::string(kRoleName.allowed));
  for (std::size_t from = equals + 1; from <= text.size();) {
    const std::size_t to = std::min(text.find(',', from), text.size());
    const std::string name = text.substr(from, to - from);
    const auto dot = name.find('.');
    if (dot == std::string::npos || dot == 0 || dot + 1 == name.size()) bad();
    out.contacts.push_back({name.substr(0, dot), name.substr(dot + 1)});
    from = to + 1;
  }
  return out;
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

}  // namespace

std::vector<EndChoice> choose_ends(const FixtureMap::Choices& said, const Profile* pattern, const Identification& id,
                                   const Fixture& fixture, Questions& questions) {
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
        throw Error("bad-name", "an end cannot be called `" + end + "`", "--at " + end + "=" + socket,
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
    const Socket& socket = which_of(candidates, end, questions, nearest_cable);
    out.push_back({end_name(socket, out), socket.name});
  }
  return out;
}

const CableMatch* alike(const Identification& id, const std::vector<EndChoice>& ends, const Fixture& fixture) {
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

void choose_roles(Profile& measured, const std::vector<std::string>& said, const Profile* pattern,
                  const CableMatch* known, Questions& questions) {
  std::vector<RoleChoice> roles;
  for (const auto& text : said) roles.push_back(parse_role(text));
  name_nets(measured, roles);  // refuses what cannot be
  if (pattern != nullptr) add_roles(roles, roles_of_template(*pattern, measured), measured);
  if (known != nullptr) add_roles(roles, roles_as_in(*known->profile, measured), measured);
  if (questions.possible())
    for (const auto& net : measured.nets) {
      if (names_net(roles, net)) continue;
      // A bridge has no name to fall back on: a solder bridge would look the same.
      const auto bridges = bridged_at_one_end(measured);
      const bool bridge = std::ranges::find(bridges, &net) != bridges.end();
      for (;;) {
        const std::string answer =
            questions.ask("What is on " + contact_list(net) + " (L+, hot, shield, ...)", bridge ? "" : net.name);
        if (answer == net.name && !bridge) break;
        if (answer.empty()) {
          questions.say("It joins two contacts of one end, as a solder bridge would: name it if it is meant.");
          continue;
        }
        try {
          const RoleChoice choice = parse_role(answer + "=" + net.contacts.front().name());
          if (!uses_role(roles, choice.net)) {
            roles.push_back(choice);
            break;
          }
          questions.say("Another net is that already; roles that share a wire are written L-=R-.");
        } catch (const Error& e) {
          questions.say(e.message + ": " + e.remedy);
        }
      }
    }
  for (const Net* net : bridged_at_one_end(measured))
    if (!names_net(roles, *net))
      throw Error("bridge-in-doubt",
                  contact_list(*net) + " are joined, with two contacts of one end: a solder bridge would look the same",
                  "", "if it is meant, say what they carry: --role NAME=" + net->contacts.front().name());
  name_nets(measured, roles);
}

Use choose_use(const std::optional<std::string>& said, const Profile* pattern, const CableMatch* known, bool exact,
               const Profile& measured, Questions& questions) {
  const std::vector<Use>& all = all_uses();
  std::string list;
  for (Use u : all) list += (list.empty() ? "" : ", ") + std::string(to_string(u));
  const auto find = [&](const std::string& word) { return std::ranges::find(all, word, [](Use u) { return to_string(u); }); };
  if (said) {
    if (const auto it = find(*said); it != all.end()) return *it;
    usage_error("unknown use `" + *said + "`", "one of: " + list);
  }
  if (pattern != nullptr) return pattern->use;
  if (exact && known != nullptr) return known->profile->use;
  if (measured.wiring != Wiring::other) return Use::headphone;
  while (questions.possible())
    if (const auto it = find(questions.ask("What is the cable for: " + list)); it != all.end()) return *it;
  throw Error("which-use", "what is the cable for?", "", "say it with --use: " + list);
}

std::string choose_person(const std::optional<std::string>& said, const std::string& configured, Questions& questions) {
  std::string person = said.value_or(configured);
  if (person.empty() && questions.possible()) person = questions.ask("Who are you");
  if (person.empty())
    throw Error("which-operator", "who measures? A profile says who learned it", "",
                "say it with --operator NAME, or set `operator:` in config.yaml");
  check_line(person, "the operator's name", 100);
  if (!may_be_person(person))
    throw Error("bad-text", "this cannot be an operator's name", person, "write a plain name");
  return person;
}

}  // namespace buzzout
