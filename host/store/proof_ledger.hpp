#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/fixture_evidence.hpp"

namespace buzzout {

// What was proved about jigs and their fixtures, and what was found wrong with them, remembered between runs in one
// small JSON file, "buzzout.proofs/2". What was proved belongs to one jig and one fixture by its content
// (core/fixture_content.hpp): another jig, or a fixture of other wires, starts unproved. What was found wrong belongs to the jig:
// see core/defect_journal.hpp.
//
// A file of "buzzout.proofs/1", which knew fixtures by the bytes of their files, is read as well, and replaced by the
// first save(): what was proved with a file that can still be read as it was holds; of other files it is void.
// What was found wrong holds in any case.
class ProofLedger {
 public:
  // All fixtures whose files can be read now; asked for only to read a file of "buzzout.proofs/1".
  using KnownFixtures = std::function<std::vector<Fixture>()>;

  // The file need not exist yet.
  explicit ProofLedger(std::filesystem::path file, KnownFixtures = {});

  // `jig` is its number, or for a simulated one "sim:" and its defects. Throws Error "store-corrupt" or "store-unreadable", with the
  // file in `where`; "jig-number-twice" where that number was seen on a board of another kind.
  FixtureEvidence load(const std::string& jig, const Fixture&) const;

  // Replaces what is remembered, whole or not at all, whatever happens in between; what other processes write about other jigs at the
  // same time is kept. `proofs` are those of load(), as they have become since. Throws as load() does, and "store-unwritable".
  void save(const std::string& jig, const Fixture&, const FixtureEvidence& proofs) const;

 private:
  std::filesystem::path file_;
  KnownFixtures known_;
};

}  // namespace buzzout
