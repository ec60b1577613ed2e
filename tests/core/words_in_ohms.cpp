#include <doctest/doctest.h>

#include <cmath>

#include "core/ohm_words.hpp"
#include "core/tell_resistance.hpp"

using namespace buzzout;

namespace {

Resistance reading(double ohm, std::optional<double> max = 2, std::optional<double> min = {}, double uncertainty = 0.07) {
  return {"L-", {"amp", "R1"}, {"left", "S"}, ohm, uncertainty, min, max, "", held_against(ohm, uncertainty, min, max)};
}

Verdict passed(std::vector<Resistance> all, Decision decision = Decision::guard_band) {
  Verdict v;
  v.outcome = Outcome::pass;
  v.decision = decision;
  for (const auto& r : all) v.marginal = v.marginal || r.status == ResistanceStatus::marginal;
  v.resistances = std::move(all);
  v.coverage = v.resistances.empty() ? Coverage::continuity : Coverage::continuity_and_ohms;
  return v;
}

}  // namespace

TEST_CASE("what was measured is told with as many digits as it is good for") {
  CHECK(short_ohms(0.1009, 0.073) == "0.10 Ω");
  CHECK(short_ohms(0.1009, 0.0054) == "0.101 Ω");
  CHECK(short_ohms(31.94, 0.6) == "31.9 Ω");
  CHECK(short_ohms(HUGE_VAL, HUGE_VAL) == "no path");
  CHECK(ohms_in_words(-0.0004, 0.07) == "0.000 Ω");
  CHECK(ohms_in_words(-0.04, 0.07) == "-0.040 Ω");
  CHECK(span_in_words({}) == "");
  CHECK(span_in_words({reading(0.1)}) == "0.10 Ω ± 0.07 Ω");
  CHECK(resistances_in_words({reading(0.1), reading(0.3)}) == "0.10 to 0.30 Ω, each to ± 0.07 Ω; at most 2 Ω allowed");
  CHECK(resistances_in_words({reading(0.1), reading(0.3, 5)}) == "0.10 to 0.30 Ω, each to ± 0.07 Ω");
  CHECK(span_in_words({reading(2130, 2, {}, 64), reading(0.1)}) == "0.10 Ω ± 0.07 Ω to 2.13 kΩ ± 64 Ω");
  CHECK(limit_in_words(reading(480, 490, 470)) == "470 Ω to 490 Ω");
  CHECK(limit_in_words(reading(480, {}, 470)) == "at least 470 Ω");
  CHECK(limit_in_words(reading(480, {})) == "");
}

TEST_CASE("of several readings of a wire the one that says most stands for it") {
  const std::vector<Resistance> all{reading(0.1), reading(1.9), reading(0.2)};
  CHECK(telling_reading(all, {{"amp", "R1"}, {"left", "S"}}) == &all[1]);
  CHECK(telling_reading(all, {{"amp", "R1"}, {"left", "T"}}) == nullptr);
  const std::vector<Resistance> low{reading(480, 490, 470), reading(3, 490, 470)};
  CHECK(telling_reading(low, {{"amp", "R1"}, {"left", "S"}}) == &low[1]);
}

TEST_CASE("coverage is told with the widest uncertainty, and claims no more than there is") {
  CHECK(coverage_in_words(passed({})) == "continuity");
  CHECK(coverage_in_words(passed({reading(0.1), reading(1.5, 2, {}, 0.11)})) == "continuity and resistance to ± 0.11 Ω");
  Verdict undecided = passed({reading(0.1, 2, {}, 1.2)});
  undecided.coverage = Coverage::continuity;
  CHECK(coverage_in_words(undecided) == "continuity; some resistance to ± 1.2 Ω, which does not decide every limit");
}

TEST_CASE("a marginal PASS says so, and is no PASS to hand a cable over by") {
  CHECK(marginal_in_words(passed({reading(0.1)})) == "");
  CHECK(passes_for_good(passed({reading(0.1)})));
  const Verdict guarded = passed({reading(1.96), reading(1.97)}), simple = passed({reading(1.96)}, Decision::simple);
  CHECK_FALSE(passes_for_good(guarded));
  CHECK(passes_for_good(simple));
  CHECK(marginal_in_words(guarded) == "L- has 1.960 Ω ± 0.070 between amp.R1 and left.S; at most 2 Ω are allowed, so it may be too high. The same "
                                      "holds for 1 more reading. It gets no label, and in a lot it fails.");
  CHECK(marginal_in_words(passed({reading(471, 490, 470, 5)})).find("470 Ω to 490 Ω are allowed, so it may be too low.") != std::string::npos);
  Verdict failed = simple;
  failed.outcome = Outcome::fail;
  CHECK_FALSE(passes_for_good(failed));
  failed = guarded;
  failed.outcome = Outcome::fail;
  failed.marginal = false;
  CHECK(guarded_in_words(failed) == "");
  failed.faults.emplace_back();
  failed.faults[0].kind = FaultKind::high_resistance;
  failed.faults[0].net = "L-";
  failed.faults[0].contacts = {{"amp", "R1"}, {"left", "S"}};
  CHECK(guarded_in_words(failed) == "L-: not shown to be within the limit, which lies inside the uncertainty. In a lot that fails.");
}
