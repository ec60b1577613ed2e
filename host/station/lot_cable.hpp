#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/standing.hpp"

namespace buzzout {

// One cable of a lot: what its lot saw of it, and what it counts as.
struct LotCable {
  enum class Counts {
    not_judged,  // nobody has said PASS or FAIL of it as what the lot wants
    passed,
    failed,
    to_retest,  // it was judged, and that no longer stands
  };
  int attempts = 0;           // tests in the lot
  bool judged = false;        // the lot has said PASS or FAIL of it
  bool passed_first = false;  // and PASS at first
  bool last_passed = false;   // and PASS at last, if one looks at nothing but the lot's own tests
  bool passed_here = false;   // a PASS that counts is of the lot
  Counts counts = Counts::not_judged;
  std::string why;     // it does not count as passed; see why_not_passed()
  std::string remedy;  // see what_lifts()
};

std::string_view to_string(LotCable::Counts);  // "not-judged", "passed", "failed", "to-retest"

// Of everything that is known of a serial number. It counts by its standing, whoever tested it and wherever; as passed
// only with a PASS as what the lot tested it for. A test as the wrong kind that was taken back is none of the lot's once
// the cable has passed as another kind; with no other `attempts` the cable is not of the lot.
LotCable lot_cable(std::span<const CableEvent>, const std::string& lot, bool simulated);

}  // namespace buzzout
