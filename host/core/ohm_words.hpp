#pragma once

#include <string>
#include <vector>

#include "core/resistance.hpp"
#include "core/verdict.hpp"

namespace buzzout {

// Of the readings between two of `contacts` the one that says most of their wire: the one closest to its upper limit, or
// farthest beyond; a reading below a lower limit before any that is within. Null: there is none.
const Resistance* telling_reading(const std::vector<Resistance>&, const std::vector<Contact>& contacts);

// How much of its room a resistance takes: beyond 1 it is outside. What is below a lower limit comes before any other.
double strain(const Resistance&);

// "0.10 Ω", "no path": no more digits than one reads at a glance, for pictures and labels.
std::string short_ohms(double ohm, double uncertainty);

// "0.21 Ω", "4.8 Ω", "12 Ω", "no path": a value that is read while it moves.
std::string ohms_at_a_glance(double ohm);

// The largest U of them; 0: there are none.
double widest_uncertainty(const std::vector<Resistance>&);

// "at most 2 Ω", "470 Ω to 490 Ω", "at least 5 Ω"; empty: nothing limits it.
std::string limit_in_words(const Resistance&);
// "51 % more"; where the other has too little for a ratio, "far more" or "too little".
std::string difference_in_words(const WireMatch&);
// "at most 20 %"
std::string match_limit_in_words(const WireMatch&);
// "ok", "near its limit", "too high", "too low", "too uncertain to tell", "no limit"
std::string status_in_words(ResistanceStatus);

// What was looked at: "continuity", "continuity and resistance to ± 0.07 Ω" with the widest uncertainty.
std::string coverage_in_words(const Verdict&);

// Of what was measured: "0.08 to 0.12 Ω, each to ± 0.07 Ω", "0.08 Ω ± 0.07 Ω to 4.74 Ω ± 0.16 Ω". Empty: nothing was.
std::string span_in_words(const std::vector<Resistance>&);
// With the limit, where it is the same for all: "0.08 to 0.12 Ω, each to ± 0.07 Ω; at most 2 Ω allowed".
std::string resistances_in_words(const std::vector<Resistance>&);

// Of a marginal PASS, what that means: "L- has 1.95 Ω ± 0.07 between amp.R1 and left.S; at most 2 Ω are allowed, so it may
// be too high. It gets no label, and in a lot it fails." Empty of any other.
std::string marginal_in_words(const Verdict&);

// Whether a wire failed for nothing but a limit that lies inside the uncertainty.
bool is_guarded(const Verdict&, const Fault&);

// Of a FAIL of a lot, what it is that failed for lying near its limit: "L-: not shown to be within the limit, …". Empty
// if nothing did.
std::string guarded_in_words(const Verdict&);

// What to do about one.
inline constexpr const char* kMarginalRemedy =
    "clean the contacts of its plugs and test it again; if it stays, redo the joint, or calibrate the jig, so that it measures closer";

// How a measured value is held against its limit, in a sentence.
std::string decision_in_words(Decision);

// Whether a cable may be handed over as one that passed: not if a limit lies inside the uncertainty, and the profile
// does not say that the limit alone decides.
bool passes_for_good(const Verdict&);

}  // namespace buzzout
