#include "bench/cable_scanner.hpp"

#include "bench/calibrations.hpp"
#include "bench/measure.hpp"
#include "bench/session_proofs.hpp"
#include "core/known_defect.hpp"
#include "core/suggest.hpp"
#include "core/tell_headphones.hpp"
#include "core/words.hpp"
#include "naming/linked_sockets.hpp"

namespace buzzout {

CableScanner::CableScanner(const Places& places, const JigSession::Request& request, LibraryWarnings& warnings)
    : places_(places), catalog_(places.library), config_(load_config(places.config_file)), session_(catalog_, config_, request) {
  std::vector<Error> broken;
  profiles_ = catalog_.profiles(broken);
  if (const auto clashes = name_clashes(fixture()); !clashes.empty()) warnings.clashes(clashes);
}

std::optional<Problem> CableScanner::defect() const {
  std::vector<std::string> sockets;
  for (const auto& s : fixture().sockets) sockets.push_back(s.name);
  return known_defect(SessionProofs(places_, session_).load(), fixture(), sockets);
}

CableScan CableScanner::scan(const std::vector<std::string>& in_use) {
  CableScan out;
  out.sockets = named_sockets(in_use);
  out.evidence = measure(session_.jig());
  out.id = identify(read_evidence(out.evidence, fixture()), fixture(), CableIndex(profiles_, fixture()));
  out.likeness = likeness_of(out.id, fixture());
  PointSet shown = 0;
  for (const Socket* s : out.sockets) shown |= s->points();
  for (const Socket* s : linked_sockets(fixture(), out.id.reading.netlist))
    if ((s->points() & shown) == 0) out.sockets.push_back(s);
  if (out.sockets.size() == 1) out.headphone = whole_headphone(*out.sockets.front(), out.id.reading.netlist);
  return out;
}

void CableScanner::require_headphone_socket(const std::vector<std::string>& in_use) const {
  const auto sockets = named_sockets(in_use);
  const auto may_hold_them = [](const Socket& s) { return !s.type.orders.empty(); };
  if (sockets.size() == 1 && may_hold_them(*sockets.front())) return;
  std::vector<std::string> known;
  for (const auto& s : fixture().sockets)
    if (may_hold_them(s)) known.push_back(s.name);
  throw Error("which-socket", sockets.empty() ? "nobody said which socket the headphones are plugged into"
                              : sockets.size() > 1 ? "headphones have one plug, and several sockets are named"
                                                   : "no order of a plug for headphones is known of socket `" + sockets.front()->name + "`",
              "fixture " + fixture().name, known.empty() ? "choose a fixture with a socket for headphones" : "name one of " + list_of(known, ", "));
}

CableScan CableScanner::scan_headphones(const std::vector<std::string>& in_use, std::int64_t now) {
  require_headphone_socket(in_use);
  CableScan out = scan(in_use);
  if (out.id.reading.nothing()) return out;
  const Socket& socket = *out.sockets.front();
  const auto headphones = headphones_in(socket, out.id.reading.netlist);
  if (!headphones)
    throw Error("not-headphones", out.sockets.size() > 1 ? "something else than the plug in " + socket.name + " is connected"
                                                         : "what is joined in " + socket.name + " is in no known order of headphones",
                "fixture " + fixture().name, "scan it without taking it for headphones", Action{ActionCode::scan});
  const FixtureMap map(*headphones, fixture(), {{headphones->ends.front().name, socket.name}});
  const Job job{*headphones, fixture(), map};
  OhmTask task = ohm_task(session_.jig().identity(), job);
  if (task.method == OhmMethod::none) return out;
  add_calibration(task, job, Calibrations(places_).load(session_.jig_name(), fixture()), now, config_.calibration_days());
  out.evidence = measure(session_.jig(), task);
  if (out.evidence.ohms.problem) throw Error(*out.evidence.ohms.problem);
  if (read_evidence(out.evidence, fixture()).netlist.nets != out.id.reading.netlist.nets)
    throw Error("unsteady", "the connections changed while the headphones were measured", "fixture " + fixture().name, "seat the plug and scan again");
  out.ohms = headphone_ohms(*headphones, map, out.evidence.ohms);
  if (!out.ohms) return out;
  out.sentence = trouble_of(*out.ohms);
  out.is_trouble = !out.sentence.empty() || !out.headphone;
  if (out.sentence.empty()) out.sentence = out.headphone ? out.headphone->in_words(true) : "Not every side has a path, or something else is joined.";
  out.answers = headphone_answers(*out.ohms);
  out.answers.push_back({"Polarity", kPolarityUnknown});
  return out;
}

std::vector<const Socket*> CableScanner::named_sockets(const std::vector<std::string>& names) const {
  std::vector<std::string> known;
  for (const auto& s : fixture().sockets) known.push_back(s.name);
  std::vector<const Socket*> out;
  for (const auto& name : names) {
    const Socket* s = fixture().socket(name);
    if (s == nullptr) {
      const auto best = nearest(name, known);
      throw Error("unknown-socket", "fixture " + fixture().name + " has no socket `" + name + "`", "",
                  best ? "did you mean `" + *best + "`?" : "its sockets are: " + list_of(known, ", "));
    }
    out.push_back(s);
  }
  return out;
}

}  // namespace buzzout
