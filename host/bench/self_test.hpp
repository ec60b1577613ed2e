#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/fixture_evidence.hpp"
#include "core/self_test_result.hpp"
#include "jig/jig_client.hpp"

namespace buzzout {

// What a self-test asks of the person at the bench. Whatever it throws ends the self-test.
class SelfTestOperator {
 public:
  virtual ~SelfTestOperator() = default;
  // Returns when it has been done.
  virtual void unplug_everything() = 0;
  // A plug with all of its contacts joined, into this socket and no other; returns when it is in. False:
  // there is no such plug at hand, and nothing is learnt about the socket's wires.
  virtual bool plug_loop_back(const Socket&, const std::vector<std::string>& same_points) = 0;
  // Called between scans while something is plugged in that must come out before the next socket.
  virtual void still_in() = 0;
  // To be kept for good before it returns: called before each measurement, when what it may refute has been
  // withdrawn, and after it. So a self-test that ends at any moment leaves no proof of what it found
  // otherwise.
  virtual void remember(const FixtureEvidence&) = 0;
  // What a step came to, as soon as it is over.
  virtual void done(const SelfTestStep&) {}
};

// Proves a fixture: empty, every point must scan isolated (only this can show a bridge inside the jig);
// with each socket's loop-back plug, exactly that socket's contacts must be joined (only this shows that
// the wire behind a contact is whole). Before each socket everything must be out. Which of the sockets with
// the same points then holds the plug is the person's word. Updates `proofs` with what was proved and what
// was found broken; a socket that fails loses what it had proved before. A socket of one contact cannot be
// proved and is skipped.
SelfTestResult self_test_fixture(JigClient&, const Fixture&, SelfTestOperator&, FixtureEvidence&,
                                 std::int64_t now);

}  // namespace buzzout
