#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/profile.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// Two wires that are made alike: plus and minus of a pair, or the same one of left and right; each with two contacts, at
// two ends, and of the same size as far as the profile says.
using WirePair = std::pair<const Net*, const Net*>;
// By the profile's order.
std::vector<WirePair> wires_made_alike(const Profile&);

// Two wires that are made alike, as measured and held against each other.
struct WireMatch {
  Resistance more, less;
  double percent = 0;  // that `more` may have over `less`
  std::string basis;
  ResistanceStatus status = ResistanceStatus::undecided;

  double max_ohm() const;      // what `more` may have, by what `less` has
  double uncertainty() const;  // of `more` less that limit, k = 2
  // How much more it has, in percent; nothing where the other has too little for a ratio.
  std::optional<double> difference_percent() const;
};

// ok, marginal, too_high, or undecided: where two wires that measure just the same would not be shown to match.
ResistanceStatus status_of(const WireMatch&);

// Each pair of which both were measured and have a path; empty if the profile wants no match.
std::vector<WireMatch> match_wires(const Profile&, const std::vector<Resistance>&);

// From how many ohms on wires can be matched to so many percent, if each is known to `uncertainty`.
double least_matched_ohm(double percent, double uncertainty);

// "L+ has 0.31 Ω ± 0.02, L- 0.20 Ω ± 0.02: 55 % more", "L+ has 0.31 Ω ± 0.05 and L- 0.01 Ω ± 0.05"
std::string in_words(const WireMatch&);

}  // namespace buzzout
