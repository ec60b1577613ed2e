#include "bench/cable_scanner.hpp"

#include "bench/measure.hpp"
#include "bench/session_proofs.hpp"
#include "core/known_defect.hpp"
#include "core/suggest.hpp"
#include "core/words.hpp"
#include "naming/linked_sockets.hpp"

namespace buzzout {

CableScanner::CableScanner(const Places& places, const JigSession::Request& request, LibraryWarnings& warnings)
    : places_(places), catalog_(places.library), session_(catalog_, load_config(places.config_file), request) {
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
