#pragma once

#include "cli/environment.hpp"
#include "cli/jig_session.hpp"
#include "store/proof_ledger.hpp"

namespace buzzout {

// What is remembered about a session's jig and fixture. Throws what ProofLedger throws.
class SessionProofs {
 public:
  SessionProofs(const Environment& env, JigSession& session)
      : ledger_(env.data / "proofs.json"),
        jig_(session.jig().identity().number),
        fixture_(session.ledger_name()) {}

  Proofs load() const { return ledger_.load(jig_, fixture_); }
  void save(const Proofs& proofs) const { ledger_.save(jig_, fixture_, proofs); }

 private:
  ProofLedger ledger_;
  std::uint32_t jig_;
  std::string fixture_;
};

}  // namespace buzzout
