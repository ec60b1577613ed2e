#pragma once

#include <optional>
#include <string>
#include <vector>

#include "live/assembly.hpp"
#include "live/live.hpp"
#include "drawing/style.hpp"

namespace buzzout {

// Everything that a live picture shows. The references outlive it.
struct LiveView {
  const LiveState& state;
  const Job& job;
  const Verdict& found;      // finding() of the state
  const Assembly& assembly;  // of `found`
  const std::vector<std::string>& undecided;  // undecided() of it
  std::string context;       // which jig
  bool building = false;     // what is missing is still to do, rather than a fault
  bool in_pile = false;      // the next cable may come
  bool testing = false;
  bool held = false;                   // the test does not run by itself, on the person's wish
  bool taken_out = false;              // in a pile: the cable that failed is gone
  std::optional<int> seconds_to_test;  // none: it does not run by itself
};

// The picture as `height` lines of at most `width` columns: a bar with the status, the cable, what
// to do next, what let go, and the keys at the bottom. What does not fit is left out from the least
// important: other diagnoses, consequences, the drawing, which gives way to a list. `picture_rows`
// is what the drawing takes at least, so that what is below does not jump; it grows to what it
// took.
std::vector<Line> live_frame(const LiveView&, const Theme&, int width, int height,
                             int& picture_rows);

// "4 s", "2 min", "1 h"
std::string ago_text(std::int64_t ms);

}  // namespace buzzout
