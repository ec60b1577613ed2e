#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/half_holds.hpp"
#include "core/problem.hpp"
#include "core/resistance.hpp"
#include "core/scan.hpp"
#include "core/slow_pass.hpp"
#include "core/upset.hpp"

namespace buzzout {

// Everything the jig said during one test. The two scans bracket the slow pass, so whatever changes in
// between shows.
struct Evidence {
  JigIdentity jig;
  std::vector<Scan> scans;
  std::vector<Hold> holds;
  std::vector<Hold> halves;  // after the holds, on a board of more than kMostPointsPerNet points
  OhmEvidence ohms;
  // What let go or touched while the cable was moved before its eyes, and was not redone since.
  std::vector<Upset> upsets;
};

// Whether the jig itself is as it should be, whatever the cable, the profile and the fixture are: it did not restart,
// nothing held a point, and every point was read and pulls low.
bool shows_sound_jig(const Evidence&);

// Why nothing can be read from the evidence: the jig restarted, was held high or low from outside, or did
// not read the points of the fixture's board. `in_use` are the sockets whose contacts are named; if none of
// them is on a point, those of all sockets are.
std::optional<Problem> unreadable(const Evidence&, const Fixture&, const std::vector<std::string>& in_use);

// Why what can be read is not to be trusted: points that do not pull low, a slow pass that is not whole, more
// points joined than the jig can read. To be asked when unreadable() has nothing to say.
std::optional<Problem> untrustworthy(const Evidence&, const Fixture&, const std::vector<std::string>& in_use);

}  // namespace buzzout
