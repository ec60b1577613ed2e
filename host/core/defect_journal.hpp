#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/fixture_evidence.hpp"

namespace buzzout {

enum class DefectKind {
  bridged,    // points joined with nothing plugged in
  broken,     // a socket contact whose wire is broken
  misrouted,  // a socket contact on another test point
  failed,     // a socket that did not pass its loop-back step
};

// Something that was found wrong with a jig, and what has become of it. Fixtures are named by their content.
struct Defect {
  DefectKind kind = DefectKind::bridged;
  std::string socket;                  // empty: of the whole jig
  std::string pin;                     // empty: of the whole socket
  std::map<std::string, Point> wires;  // of the socket as the fixture had it; empty: nobody knows
  std::set<std::string> found;         // under these fixtures, and under none of them disproved since
  std::set<std::string> lifted;        // under these fixtures it was disproved since it was last found

  bool operator==(const Defect&) const = default;
};

// What was found wrong with one jig. Which box of sockets it sits in nobody knows: a file that was copied, renamed or
// edited describes the same box, another file perhaps another one. So a defect holds under every fixture that has a
// socket or a wire of it, until a proof under that very fixture, or under the one that it was found with, lifts it.
struct DefectJournal {
  std::vector<Defect> defects;

  // Adds what the proofs say is wrong, and disproves nothing.
  void add(const Fixture&, const std::string& content, const FixtureEvidence&);
  // Puts what holds under a fixture into the proofs, by that fixture's names.
  void write_to(const Fixture&, const std::string& content, FixtureEvidence&) const;
  // Takes over what the proofs say now under a fixture. `anew`: something was found since write_to(), though it may have
  // been known before.
  void note(const Fixture&, const std::string& content, const FixtureEvidence&, bool anew);
};

}  // namespace buzzout
