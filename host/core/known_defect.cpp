#include "core/known_defect.hpp"

#include <algorithm>

#include "core/proving_commands.hpp"

namespace buzzout {

std::optional<Problem> known_defect(const FixtureEvidence& proofs, const Fixture& fixture,
                                    const std::vector<std::string>& sockets) {
  const std::string where = "fixture " + fixture.name;
  const std::string self_test = "repair it and run `" + self_test_command(fixture.name) + "` again";
  if (proofs.bridged)
    return Problem{"fixture-bridged", "the last self-test found a bridge inside this fixture", where,
                   "run `" + self_test_command(fixture.name) + "` with every socket empty: it names the points. Part them, and run it again"};

  std::vector<Contact> contacts;
  for (const auto& name : sockets)
    if (const Socket* socket = fixture.socket(name))
      for (const auto& [pin, point] : socket->wires) contacts.push_back({name, pin});
  for (const auto& c : contacts)
    if (proofs.broken.contains(c))
      return Problem{"fixture-wire-broken",
                     "the last self-test found the wire behind socket contact " + c.name() + " broken", where,
                     self_test};
  for (const auto& c : contacts)
    if (proofs.misrouted.contains(c))
      return Problem{"fixture-miswired",
                     "the last trace found socket contact " + c.name() + " on another test point", where,
                     "repair it and run `" + trace_command(fixture.name) + "` again"};
  for (const auto& name : sockets)
    if (proofs.failed.contains(name))
      return Problem{"fixture-failed", "socket " + name + " did not pass its last self-test", where, self_test};
  return std::nullopt;
}

}  // namespace buzzout
