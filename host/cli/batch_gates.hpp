#pragma once

#include "cli/cable_test.hpp"
#include "cli/keyboard.hpp"
#include "cli/station_log.hpp"

namespace buzzout {

// The gates at the start of a shift: the jig's self-test with the empty fixture, a loop-back plug in each socket in
// use, a golden cable that must pass, a red rabbit that must fail. Asks for those that are missing from `passed`, keeps
// a record of each, and says what came of it. Returns with all of them passed; else throws Error "gate-failed" or
// "gates-missing" (nobody is there to pass them), or Interrupted.
Shift pass_gates(CableTest&, StationLog&, Keyboard&, Environment&, bool silent, Shift passed);

}  // namespace buzzout
