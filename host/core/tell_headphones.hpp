#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/balance.hpp"
#include "core/verdict.hpp"

namespace buzzout {

// Headphones at the end of a cable, for a person: see with_headphones(). Only one end is in the jig, so that each finding
// names all that it may be.

// A coil of which no path is seen; one that conducts like a wire.
Diagnosis tell_open_side(const Profile&, const Part& coil);
Diagnosis tell_shorted_side(const Profile&, const Part& coil);
// No path to the return that both sides share: left and right are joined through both coils.
Diagnosis tell_open_return(const Profile&);

// Of a verdict with the ohms of headphones: what is beyond its limit, as faults and diagnoses, where it is not told yet.
void add_headphone_faults(const Profile&, Verdict&);

// Why headphones that are wired right have no verdict.
Problem undecided_headphones(const Profile&, const std::optional<HeadphoneOhms>&, const std::string& fixture);

// What no measurement at the plug can tell.
std::vector<NotTested> not_told_of_headphones(const Profile&, const std::optional<HeadphoneOhms>&);

// Left, right, how they match, and of a return that both share where it is joined and what it costs.
std::vector<BalanceAnswer> headphone_answers(const HeadphoneOhms&);

// balance_answers() of a verdict, and these.
std::vector<BalanceAnswer> answers_of(const Profile&, const Verdict&);

// What is wrong with headphones that nobody holds against a profile: "The left side is shorted: do not plug them in."
// Empty: nothing is known to be.
std::string trouble_of(const HeadphoneOhms&);

// Of a marginal PASS: "left and right differ by 9.1 % ± 1.6; at most 10 % are allowed, so it may be too much."
std::string marginal_of_headphones(const HeadphoneOhms&);

inline constexpr const char* kPolarityUnknown =
    "not measurable by resistance: a side that is reversed measures the same";

}  // namespace buzzout
