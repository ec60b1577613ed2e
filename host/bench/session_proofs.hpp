#pragma once

#include <optional>

#include "catalog/places.hpp"
#include "bench/jig_session.hpp"
#include "store/held_lock.hpp"
#include "store/proof_ledger.hpp"

namespace buzzout {

// What is remembered about a session's jig and fixture. While it lives no other process uses a jig of that number:
// such a one would be another jig, for the port is this one's alone. Throws what ProofLedger throws, and
// "jig-number-twice".
class SessionProofs {
 public:
  // Both outlive it.
  SessionProofs(const Places&, const JigSession&);

  FixtureEvidence load() const { return ledger_.load(jig_, fixture_); }
  void save(const FixtureEvidence& proofs) const { ledger_.save(jig_, fixture_, proofs); }

 private:
  ProofLedger ledger_;
  std::string jig_;
  const Fixture& fixture_;
  std::optional<HeldLock> alone_;
};

}  // namespace buzzout
