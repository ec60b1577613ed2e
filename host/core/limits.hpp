#pragma once

#include <string>
#include <vector>

#include "core/contact.hpp"
#include "core/resistance.hpp"

namespace buzzout {

struct Limit {
  double ohm = 0;
  std::string basis;
};

inline constexpr double kHouseContinuity = 2;  // ohms, where a profile says nothing

// How much more one of two wires may have that are made alike, in percent of the other.
struct MatchLimit {
  double percent = 0;
  std::string basis;
};

// Around one cable that is presumed good: it was measured, and proves nothing.
struct GoldenLimit {
  struct Path {
    Contact from, to;
    double ohm = 0;  // the mean of its insertions
  };
  double margin_ohm = 0;  // that another cable may have more
  std::string basis;
  std::vector<Path> paths;

  // Whichever way round; null: it was not learned.
  const Path* path(const Contact&, const Contact&) const;
};

// Over the mean of five insertions: half of what is found in 99 of 100 cables or more, while hardly a good one is
// flagged. The figures are of docs/resistance.md, whose table a benchmark writes.
double golden_margin(OhmMethod);

}  // namespace buzzout
