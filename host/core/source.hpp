#pragma once

#include <string>

namespace buzzout {

// Where a pinout comes from and how sure it is: 'A' two independent sources, one of them a maker,
// standard body or measurement; 'B' two hobby sources or one good one; 'C' one source; 'M' trade
// knowledge, unverified.
struct Source {
  std::string text;
  char certainty = 'M';
};

}  // namespace buzzout
