#include "report/outcome_words.hpp"

#include <algorithm>

#include "core/moment.hpp"

namespace buzzout {

std::string outcome_word(Outcome o) {
  std::string out(to_string(o));
  std::ranges::replace(out, '_', ' ');
  return out;
}

Tone tone_of(Outcome o) {
  return o == Outcome::pass ? Tone::good : o == Outcome::fail ? Tone::bad : Tone::warn;
}

std::string when(const std::string& started) {
  const auto at = moment_of(started);
  return at ? at->date() + " " + at->time() + " " + at->offset() : started;
}

std::string certainty_words(char certainty) {
  switch (certainty) {
    case 'A': return "A: two independent sources, one of them a maker, a standards body or a measurement";
    case 'B': return "B: two hobby sources, or one good one";
    case 'C': return "C: one source";
    default: break;
  }
  return "M: trade knowledge, unverified";
}

std::string trust_words(Trust t) {
  switch (t) {
    case Trust::sourced: return "sourced: its pinout is published";
    case Trust::presumed: return "presumed: nobody has confirmed its pinout";
    case Trust::confirmed: return "confirmed: a good cable was measured against it";
    case Trust::template_only: break;
  }
  return "template: nothing passes against it";
}

}  // namespace buzzout
