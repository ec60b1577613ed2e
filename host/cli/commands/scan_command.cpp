#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/measure.hpp"
#include "bench/session_proofs.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/render.hpp"
#include "cli/views/render_identification.hpp"
#include "core/known_defect.hpp"
#include "core/balance.hpp"
#include "naming/identification.hpp"
#include "naming/linked_sockets.hpp"
#include "core/suggest.hpp"
#include "core/words.hpp"
#include "naming/whole_headphone.hpp"
#include "drawing/picture_of.hpp"
#include "report/json_text.hpp"

namespace buzzout {
namespace {

std::vector<const Socket*> named_sockets(const Fixture& fixture, const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const auto& s : fixture.sockets) known.push_back(s.name);
  std::vector<const Socket*> out;
  for (const auto& name : names) {
    const Socket* s = fixture.socket(name);
    if (s == nullptr) {
      const auto best = nearest(name, known);
      std::string list;
      for (const auto& k : known) list += (list.empty() ? "" : ", ") + k;
      throw Error("unknown-socket", "fixture " + fixture.name + " has no socket `" + name + "`", "",
                  best ? "did you mean `" + *best + "`?" : "its sockets are: " + list);
    }
    out.push_back(s);
  }
  return out;
}

// The sockets that were named, and all others that something reaches and that share no points with them.
std::vector<const Socket*> with_partners(std::vector<const Socket*> named, const std::vector<const Socket*>& linked) {
  PointSet shown = 0;
  for (const Socket* s : named) shown |= s->points();
  for (const Socket* s : linked)
    if ((s->points() & shown) == 0) named.push_back(s);
  return named;
}

std::string sharing_note(const Fixture& fixture, const std::vector<const Socket*>& shown) {
  std::string out;
  for (const Socket* s : shown) {
    std::string others;
    for (const auto& o : fixture.sockets)
      if (&o != s && (o.points() & s->points()) != 0) others += (others.empty() ? "" : ", ") + o.name;
    if (!others.empty())
      out += "Socket " + s->name + " stands for those it shares test points with (" + others +
             "): if the cable is in one of them, name the sockets in use: buzzout scan " + s->name + " …";
  }
  return out;
}

// What the scanned cable is compared with: the known cable that it is, or is nearest to.
struct Likeness {
  std::string name;  // "3.5-ts or 6.35-ts"
  std::vector<BalanceAnswer> answers;
  std::string hazard;
};

std::string names_of(const std::vector<CableMatch>& matches) {
  std::vector<std::string> names;
  for (const auto& m : matches) names.push_back(typed_name(*m.profile));
  return list_of(names, " or ");
}

// A scan proves nothing of the jig: it never says that a cable is safe.
std::optional<Likeness> likeness_of(const Identification& id, const Fixture& fixture) {
  if (id.exact.empty() && id.near.empty()) return {};
  const auto& matches = !id.exact.empty() ? id.exact : id.near.front().matches;
  const CableMatch& match = matches.front();
  const Profile& profile = *match.profile;
  const FixtureMap map(profile, fixture, match.seating.choices(profile, fixture));
  const BalancedSafe safe = balanced_safe(profile, map, id.reading.netlist);
  return Likeness{(id.exact.empty() ? "It is nearest to " : "It measures as ") + names_of(matches) + ".",
                  balance_answers(profile, classify_wiring(profile, map, id.reading.netlist), safe, false),
                  id.exact.empty() ? "" : profile.hazard};
}

// What a lone plug may be on, if only one socket has something in it.
std::optional<WholeHeadphone> headphone_on(const std::vector<const Socket*>& sockets, const Netlist& measured) {
  if (sockets.size() != 1) return {};
  std::vector<std::vector<std::string>> joined;
  for (PointSet net : measured.nets) {
    if (size(net) < 2) continue;
    if ((net & ~sockets.front()->points()) != 0) return {};
    joined.emplace_back();
    for (const auto& [pin, point] : sockets.front()->wires)
      if (has(net, point)) joined.back().push_back(pin);
  }
  return whole_headphone(sockets.front()->type, joined);
}

nlohmann::ordered_json to_json(const Reading& r, const Evidence& evidence, const Fixture& fixture,
                               const std::optional<Likeness>& likeness) {
  const JigIdentity& jig = evidence.jig;
  nlohmann::ordered_json nets = nlohmann::ordered_json::array();
  for (PointSet net : r.netlist.nets) {
    if (size(net) < 2) continue;
    auto entry = nlohmann::ordered_json::array();
    for (Point p : members(net)) {
      auto names = nlohmann::ordered_json::array();
      for (const auto& c : fixture.contacts_at(p)) names.push_back(c.name());
      entry.push_back({{"point", point_number(p)}, {"contacts", names}});
    }
    nets.push_back(entry);
  }
  auto one_ways = nlohmann::ordered_json::array();
  for (const auto& w : r.netlist.one_ways) {
    auto numbers = [](PointSet set) {
      auto out = nlohmann::ordered_json::array();
      for (Point p : members(set)) out.push_back(point_number(p));
      return out;
    };
    one_ways.push_back({{"from", numbers(w.from)}, {"to", numbers(w.to)}});
  }
  auto matrix = nlohmann::ordered_json::array();
  for (PointSet row : evidence.scans.back().matrix.rows)
    matrix.push_back(fmt::format("{:0{}X}", row, (jig.points + 3) / 4));
  nlohmann::ordered_json out = {
      {"format", "buzzout.scan/1"},
      {"simulated", jig.simulated},
      {"steady", r.unsteady == 0},
      {"nets", nets},
      {"one_way", one_ways},
      {"matrix", matrix},
      {"fixture", {{"name", fixture.name}, {"sha256", fixture.sha256}}},
      {"jig", {{"board", jig.board}, {"number", jig.number}, {"firmware", jig.firmware}}}};
  if (likeness) {
    auto answers = nlohmann::ordered_json::array();
    for (const auto& a : likeness->answers) answers.push_back({{"question", a.question}, {"answer", a.answer}});
    out["likeness"] = likeness->name;
    out["hazard"] = likeness->hazard;
    out["balance"] = answers;
  }
  return out;
}

// Whatever a fixture with a known defect shows may be its own doing.
void warn_of_defect(const JigSession& session, Environment& env) {
  std::vector<std::string> sockets;
  for (const auto& s : session.fixture().sockets) sockets.push_back(s.name);
  const auto defect = known_defect(SessionProofs(env.places, session).load(), session.fixture(), sockets);
  if (!defect) return;
  print(env.err, wrapped("Do not rely on what follows: " + defect->message + "; " + worded(defect->remedy, defect->action) + ".", Ink::bad, 2, env.error_theme,
                         {"! ", Ink::bad}), env.error_theme);
}

int run_scan(const JigOptions& options, Environment& env) {
  const Config config = load_config(env.places.config_file);
  const Catalog catalog(env.places.library);
  JigSession session(catalog, config, jig_request(options));
  const Fixture& fixture = session.fixture();
  warn_of_clashes(name_clashes(fixture), env);
  warn_of_defect(session, env);
  const auto named = named_sockets(fixture, options.words);
  const Evidence evidence = measure(session.jig());
  std::vector<Error> broken;
  const std::vector<Profile> profiles = catalog.profiles(broken);
  const Identification id = identify(read_evidence(evidence, fixture), fixture, CableIndex(profiles, fixture));
  const Reading& reading = id.reading;
  const auto likeness = likeness_of(id, fixture);
  if (options.json) {
    env.out << json_text(to_json(reading, evidence, fixture, likeness), 2) << "\n";
    return reading.nothing() ? kExitNoCable : kExitDone;
  }
  if (reading.nothing()) {
    env.out << "\n  Nothing is connected: no cable, or only one end of it is plugged in.\n\n";
    return kExitNoCable;
  }
  const auto sockets = with_partners(named, linked_sockets(fixture, reading.netlist));
  std::vector<Line> lines = {{}};
  const auto add = [&](std::vector<Line> more) {
    lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  const auto say = [&](const std::string& text, Ink ink) {
    add(wrapped(text, ink, 2, env.theme, {"  ", Ink::plain}));
  };
  add(draw(picture_of(fixture, sockets, reading.matrix), env.theme));
  lines.push_back({});
  const auto headphone = headphone_on(sockets, reading.netlist);
  if (likeness && !headphone) {
    say(likeness->name, Ink::bold);
    if (!likeness->hazard.empty()) say("DANGEROUS: " + likeness->hazard, Ink::bad);
    add(render(likeness->answers, env.theme));
  }
  if (headphone) {
    say(headphone->in_words(), Ink::bold);
    say("A coil and a short look the same without ohms.", Ink::dim);
  }
  if (reading.unsteady != 0)
    say("The connections changed while they were measured: seat the plugs and scan again.", Ink::warn);
  if (named.empty())
    if (const std::string note = sharing_note(fixture, sockets); !note.empty()) say(note, Ink::dim);
  if (likeness && !headphone && !likeness->answers.empty())
    say(std::string("A cable cannot tell ") + std::string(kCableCannotTell) + ".", Ink::dim);
  print(env.out, lines, env.theme);
  return kExitDone;
}

}  // namespace

constinit const Command scan_command = {
    "scan", "[SOCKET]...", 0, kMaxWords, "show what is connected, without a profile",
    "Draws every connection between the fixture's sockets. Where sockets share test points only\n"
    "one of them can be in use: name the sockets that are, and the drawing has their contacts.\n"
    "\n"
    "  buzzout scan\n"
    "  buzzout scan amp-4.4 left right",
    action<JigOptions, run_scan>()};

}  // namespace buzzout
