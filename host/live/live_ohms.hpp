#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/problem.hpp"
#include "core/resistance.hpp"
#include "core/upset.hpp"

namespace buzzout {

// A path that was measured between two looks. With a problem there is no value, and the path is the one that was tried.
struct OhmLook {
  PathOhms path;
  double repeats = 0;  // ohms: readings of one and the same resistance lie no further apart
  std::optional<Problem> problem = {};
};

// What is known of one resistance while its cable is watched.
struct OhmTrace {
  static constexpr std::int64_t kShown = 8000;  // milliseconds of which the readings are kept

  struct Reading {
    std::int64_t at = 0;  // as in Look
    double ohm = 0;       // infinite: no path, or not steady while it was read
  };

  OhmTrace(const Resistance& r, const PathOhms& p) : now(r), path(p), least(r.ohm), most(r.ohm) {}

  Resistance now;  // the last reading
  PathOhms path;   // the same, by the jig's points
  double least, most;  // of what was finite since its wire was there and settled
  double repeats = 0;
  std::vector<Reading> recent;  // of the last kShown, the oldest first
  bool was_within = false;      // some reading was not beyond the limits
  bool beyond = false;          // the last one is
  bool jumped = false;          // meanwhile there was no path once, or none that was steady
  bool strayed = false;         // it was told once as an upset
  bool torn = false;            // since the last one, an attempt gave no value

  // By more than contacts and converter explain.
  bool has_moved() const { return jumped || has_swung(); }
  bool has_swung() const { return most - least > repeats; }
  bool has_moved_since(std::int64_t at) const;
};

// Takes one more reading. What it says of the wire: nothing, or by how it went beyond its limits just now. `counts`: the
// wire was there, alone and settled before and after; else what the reading differs by is forgotten.
//
// Beyond its limits is what is so with its U, or what rose by more than the limit above the least that was seen: no wire has
// less than no resistance, so that this holds however little is known of the path's zero.
std::optional<Upset> follow_ohms(OhmTrace&, const Resistance&, const OhmLook&, std::int64_t at, bool counts);

}  // namespace buzzout
