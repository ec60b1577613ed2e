#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/proofs.hpp"
#include "core/verdict.hpp"
#include "jig/jig_client.hpp"

namespace buzzout {

// One step: the empty fixture, or the loop-back plug of one socket.
struct SelfTestStep {
  std::string socket;  // empty: the empty fixture
  bool skipped = false;
  std::optional<Problem> problem;
};

// What a self-test asks of the person at the bench. Returns when it has been done.
class SelfTestOperator {
 public:
  virtual ~SelfTestOperator() = default;
  virtual void unplug_everything() = 0;
  // A plug with all of its contacts joined, into this socket and no other. False: there is no such
  // plug at hand, and the socket's wires stay unproved.
  virtual bool plug_loop_back(const Socket&) = 0;
  // What a step came to, as soon as it is over.
  virtual void done(const SelfTestStep&) {}
};

struct SelfTestResult {
  std::vector<SelfTestStep> steps;
  bool passed() const;
};

// Proves a fixture: empty, every point must scan isolated (only this can show a bridge inside the jig);
// with each socket's loop-back plug, exactly that socket's contacts must be joined (only this shows that
// the wire behind a contact is whole). Updates `proofs` with what was proved and what was found broken; a
// socket that fails loses what it had proved before. A socket of one contact cannot be proved and is
// skipped.
SelfTestResult self_test_fixture(JigClient&, const Fixture&, SelfTestOperator&, Proofs&,
                                 std::int64_t now);

}  // namespace buzzout
