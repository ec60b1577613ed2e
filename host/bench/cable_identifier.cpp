#include "bench/cable_identifier.hpp"

#include "bench/measure.hpp"
#include "core/known_defect.hpp"

namespace buzzout {

CableIdentifier::CableIdentifier(const Places& places, const JigSession::Request& request, LibraryWarnings& warnings)
    : catalog_(places.library),
      session_(catalog_, load_config(places.config_file), request),
      memory_(places, session_),
      profiles_(catalog_.profiles(broken_)),
      known_(profiles_, session_.fixture()) {
  if (const auto clashes = name_clashes(session_.fixture()); !clashes.empty()) warnings.clashes(clashes);
  if (!broken_.empty()) warnings.skipped(broken_);
}

Identification CableIdentifier::identify() {
  session_.jig().set_lamp(protocol::Lamp::busy);
  const Evidence evidence = measure(session_.jig());
  session_.jig().set_lamp(protocol::Lamp::off);
  Identification id = buzzout::identify(read_evidence(evidence, session_.fixture()), session_.fixture(), known_);
  refuse_defects(id);
  return id;
}

void CableIdentifier::refuse_defects(const Identification& id) const {
  std::vector<std::string> sockets;
  const auto* match = !id.exact.empty()  ? &id.exact.front()
                      : !id.near.empty() ? &id.near.front().matches.front()
                                         : nullptr;
  if (match != nullptr)
    for (std::size_t s : match->seating.sockets) sockets.push_back(session_.fixture().sockets[s].name);
  if (const auto defect = known_defect(memory_.load(), session_.fixture(), sockets))
    throw Error(*defect);
}

}  // namespace buzzout
