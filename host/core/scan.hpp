#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/point_set.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// The directed continuity matrix: row i is the set of points that read low while point i alone was
// driven low. A healthy jig has i in row i.
struct ScanMatrix {
  std::vector<PointSet> rows;

  unsigned points() const { return static_cast<unsigned>(rows.size()); }
  bool operator==(const ScanMatrix&) const = default;
};

// One reply to SCAN?. `boot` is the jig's boot id, `count` its scan counter since that boot.
// The two-sided check that precedes every scan: `held_high` are the points that did not stay low when
// left floating after being discharged (an external voltage, or stuck high); `held_low` those that did
// not rise on their pull-ups (grounded, or stuck low). If either is not empty nothing was driven
// further and `matrix` has no rows.
struct Scan {
  std::uint32_t boot = 0;
  std::uint32_t count = 0;
  PointSet held_high = 0;
  PointSet held_low = 0;
  ScanMatrix matrix;

  bool clean() const { return held_high == 0 && held_low == 0; }
};

// One reply to SCAN:HOLD?: `driven` was held low for `ms`, and the points were read over and over during
// the second half. A wire reads low every time, capacitance never, a flaky joint sometimes.
struct Hold {
  std::uint32_t boot = 0;
  std::uint32_t count = 0;
  PointSet held_high = 0;  // the two-sided check, as in Scan; if not clean nothing was held
  PointSet held_low = 0;
  PointSet driven = 0;
  unsigned ms = 0;
  PointSet always_low = 0;
  PointSet ever_low = 0;

  bool clean() const { return held_high == 0 && held_low == 0; }
};

// Who answered.
struct JigIdentity {
  std::string board;         // "uno"
  std::uint32_t number = 0;  // 0: none given yet (or a simulated jig)
  std::string firmware;      // "0.1.0"
  unsigned protocol = 0;
  unsigned points = 0;
  OhmMethod ohms = OhmMethod::none;  // how it can measure resistance
  PointSet readable = 0;             // the points that its converter can read
  unsigned range_ohm = 0;            // up to how much it is made for
  unsigned addon = 0;                // the milliohm add-on: its converter's address · 256 + its expander's; 0: none was found
  bool simulated = false;  // no real jig: set by the channel, never by the reply
  unsigned lamp_seconds = 0;  // the longest time for which a lamp can be asked for; 0: older firmware cannot
  unsigned rows = 0;  // of a scan, in one reply that a USB chip can hold back; 0: older firmware answers whole scans only
};

}  // namespace buzzout
