#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/action.hpp"
#include "station/tally.hpp"

namespace buzzout {

struct LockedProfile {
  std::string name;
  int revision = 1;
  std::string sha256;
  std::map<std::string, std::string> connectors;  // type → hash of its file

  bool operator==(const LockedProfile&) const = default;
};

// A production run: what is the same for all of its cables. The profile is locked by the hashes of its files.
struct Lot {
  std::string name;
  LockedProfile profile;
  std::string operator_name, station;
  int target = 0;       // passed cables that make it complete; 0: open
  std::string serials;  // the pattern of serial numbers that are made; empty: they are scanned
};

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
  std::optional<Action> action = {};  // what would let it in
};

Admission admit(const std::string& serial, const Tally&, const std::optional<Elsewhere>&, const SerialRules&);

}  // namespace buzzout
