#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "bench/measure.hpp"
#include "bench/session_proofs.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/jig_request.hpp"
#include "cli/views/action_words.hpp"
#include "cli/views/lines.hpp"
#include "cli/views/name_warnings.hpp"
#include "cli/views/render.hpp"
#include "cli/views/render_identification.hpp"
#include "core/known_defect.hpp"
#include "naming/likeness.hpp"
#include "naming/linked_sockets.hpp"
#include "core/suggest.hpp"
#include "core/words.hpp"
#include "naming/whole_headphone.hpp"
#include "drawing/picture_of.hpp"
#include "report/json_text.hpp"
#include "report/scan_json.hpp"

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
  const auto say = [&](const std::string& text, Ink ink) {
    append(lines, wrapped(text, ink, 2, env.theme, {"  ", Ink::plain}));
  };
  append(lines, draw(picture_of(fixture, sockets, reading.matrix), env.theme));
  lines.push_back({});
  const auto headphone = sockets.size() == 1 ? whole_headphone(*sockets.front(), reading.netlist) : std::nullopt;
  if (likeness && !headphone) {
    say(likeness->sentence, Ink::bold);
    if (!likeness->hazard.empty()) say("DANGEROUS: " + likeness->hazard, Ink::bad);
    append(lines, render(likeness->answers, env.theme));
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
