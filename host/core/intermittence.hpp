#pragma once

#include <vector>

#include "core/expectation.hpp"
#include "core/fault.hpp"
#include "core/fixture_map.hpp"
#include "core/profile.hpp"
#include "core/scan.hpp"
#include "core/slow_pass.hpp"

namespace buzzout {

// A test in which not every reading agreed, taken apart: what the profile is held against, and what came and went.
struct Intermittence {
  // Links that never changed, as they are. Of those that did, a wire of the profile counts as there; so does another
  // one where that makes the cable no more wrong, as a wire that sits on a wrong contact and is loose. Else a link
  // that came and went counts as absent; but one that should not be, was in every scan and is still there in the slow
  // pass is a short, even if it comes and goes.
  ScanMatrix matrix;
  // Of kind intermittent: where a net lets go, as compare() names an open one; and what touches at times. Empty only if
  // all that changed are such shorts.
  std::vector<Fault> faults;
};

// Points, not ignored ones, whose links were not the same in every scan and in every reading of the slow pass.
PointSet unsteady_points(const std::vector<Scan>&, const SlowPass&, const Expectation&);

// `settled` is what the profile would be held against if everything had agreed. To be asked where some points are
// unsteady.
Intermittence take_apart(const Profile&, const FixtureMap&, const Expectation&, const std::vector<Scan>&,
                         const SlowPass&, const ScanMatrix& settled);

}  // namespace buzzout
