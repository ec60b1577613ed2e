#pragma once

#include <string>

#include "core/profile.hpp"
#include "core/verdict.hpp"
#include "report/sheet.hpp"

namespace buzzout {

std::string outcome_word(Outcome);  // "PASS", "NO CABLE"
Tone tone_of(Outcome);

// "2026-03-14 09:26:53 +01:00"; as it is, if it is no time.
std::string when(const std::string& started);

// "B: two hobby sources or one good one"
std::string certainty_words(char certainty);
// "presumed: nobody has confirmed it"
std::string trust_words(Trust);

}  // namespace buzzout
