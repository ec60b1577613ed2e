#pragma once

#include <optional>
#include <string>

#include "core/fixture_map.hpp"
#include "core/profile.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// What the contacts of a plug measure with headphones behind it.
struct HeadphoneOhms {
  // One value, its U (k = 2), and where both lie: `ok`, within the limits, and U with it; `marginal`, a limit lies inside U,
  // which is at most a third of that limit; `undecided`, U is more.
  struct Value {
    double value = 0;
    double uncertainty = 0;
    std::optional<double> min, max;
    std::string basis;
    ResistanceStatus status = ResistanceStatus::undecided;
  };
  // Ohms of a side, its wires included, but not a return that both share unless the other side is open; infinite: no path.
  // Nothing: it cannot be told.
  std::optional<Value> left, right;
  // Percent of their mean by which left has more than right; its limit is for more and for less. Nothing: one of them has no
  // path, is shorted, or was not measured.
  std::optional<Value> match;
  // Ohms of the return that both sides share; nothing: they do not, or it was not measured.
  std::optional<Value> common;
  double current_ma = 0;  // the most that flowed through a coil, by the jig's nominal 5 V and resistors

  // Whether both sides, and that they match, are known to be right, or as good as; a return that they share need not be.
  bool is_decided() const;
};

bool any_marginal(const std::optional<HeadphoneOhms>&);

// The one place that decides where a value lies; `max` is for the magnitude of one that has no `min`.
ResistanceStatus status_of(const HeadphoneOhms::Value&);

// Of a profile with headphones. Three contacts make a star: what both sides share and what is each side's own follow from the
// three readings between them; L+ to R+ is measured in both directions, so that the errors of the resistors which the other
// two readings hang on cancel in it. Nothing where no ohms were measured, or they cannot be trusted.
std::optional<HeadphoneOhms> headphone_ohms(const Profile&, const FixtureMap&, const OhmEvidence&);

// From a pair of contacts to the reading between them, whichever way it was taken, or the mean of both ways; null: none.
std::optional<PathOhms> reading_between(const FixtureMap&, const OhmEvidence&, const Net&, const Net&);

}  // namespace buzzout
