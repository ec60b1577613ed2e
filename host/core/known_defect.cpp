#include "core/known_defect.hpp"

#include <algorithm>

#include "core/action.hpp"

namespace buzzout {

std::optional<Problem> known_defect(const FixtureEvidence& proofs, const Fixture& fixture,
                                    const std::vector<std::string>& sockets) {
  const std::string where = "fixture " + fixture.name;
  const Action self_test{ActionCode::prove_fixture, {{"fixture", fixture.name}}};
  if (proofs.bridged)
    return Problem{"fixture-bridged", "the last self-test found a bridge inside this fixture", where,
                   "part the points that the self-test names, and run it again with every socket empty", self_test};

  std::vector<Contact> contacts;
  for (const auto& name : sockets)
    if (const Socket* socket = fixture.socket(name))
      for (const auto& [pin, point] : socket->wires) contacts.push_back({name, pin});
  for (const auto& c : contacts)
    if (proofs.broken.contains(c))
      return Problem{"fixture-wire-broken",
                     "the last self-test found the wire behind socket contact " + c.name() + " broken", where,
                     "repair it and prove it again", self_test};
  for (const auto& c : contacts)
    if (proofs.misrouted.contains(c))
      return Problem{"fixture-miswired",
                     "the last trace found socket contact " + c.name() + " on another test point", where,
                     "repair it and trace it again", Action{ActionCode::trace_fixture, {{"fixture", fixture.name}}}};
  for (const auto& name : sockets)
    if (proofs.failed.contains(name))
      return Problem{"fixture-failed", "socket " + name + " did not pass its last self-test", where, "repair it and prove it again", self_test};
  return std::nullopt;
}

}  // namespace buzzout
