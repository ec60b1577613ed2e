#pragma once

#include <optional>
#include <string>

#include "station/tally.hpp"

namespace buzzout {

// What is done with a serial number that has been tested before.
struct SerialRules {
  bool retest_passed = false;  // one that passed may be tested again
  int most_attempts = 0;       // tests of one cable; 0: as many as it takes
};

// What the store knows of a serial number outside of this lot.
struct Elsewhere {
  std::string lot;  // empty: it was tested on its own
  Outcome outcome = Outcome::pass;
};

// The answer to a serial number.
struct Admission {
  int attempt = 1;      // if it is let in
  std::string refusal;  // why it is not, as a sentence; empty: it is
};

Admission admit(const std::string& serial, const Tally&, const std::optional<Elsewhere>&, const SerialRules&);

}  // namespace buzzout
