#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/action.hpp"
#include "core/coverage.hpp"
#include "core/diagnosis.hpp"
#include "core/evidence.hpp"
#include "core/expectation.hpp"
#include "core/fault.hpp"
#include "core/fixture_evidence.hpp"
#include "core/headphone_ohms.hpp"
#include "core/not_tested_code.hpp"
#include "core/resistance.hpp"
#include "core/wire_match.hpp"
#include "core/wiring.hpp"

namespace buzzout {

enum class Outcome { pass, fail, error, no_cable, aborted };
std::string_view to_string(Outcome);  // "PASS", "FAIL", "ERROR", "NO_CABLE", "ABORTED"

// What the outcome does not cover, said in the verdict itself.
struct NotTested {
  Code<NotTestedCode> code;
  std::string text;
  std::vector<Contact> contacts;
  std::optional<Action> action = {};  // what would cover it
};

// What covers an entry of that code; nothing where nothing does. `fixture` is the one that was used.
std::optional<Action> action_for(const Code<NotTestedCode>&, const std::string& fixture);

// Two nets that look joined for a moment and are not: capacitance between them, of about 1 nF or more.
struct CapacitiveLink {
  std::vector<std::string> nets;  // the two, by name; a lone contact's or free point's own
  std::vector<Contact> contacts;
};

// What a test is held against. The references outlive the job.
struct Job {
  const Profile& profile;
  const Fixture& fixture;
  const FixtureMap& map;
  bool of_lot = false;  // what is marginal fails, unless the profile decides by the limit alone
};

struct Verdict {
  Outcome outcome = Outcome::error;
  std::vector<std::vector<Contact>> nets;  // measured, of two contacts or more
  std::vector<Fault> faults;
  std::vector<Diagnosis> diagnoses;
  std::string channels;  // of a cable of many that failed: "3: no signal; the other seven are right"
  std::vector<CapacitiveLink> capacitive;
  std::vector<NotTested> not_tested;
  WiringResult wiring;
  BalancedSafe balanced_safe;
  std::optional<Problem> problem;  // with Outcome::error
  ScanMatrix matrix;               // the last scan's; empty if there was none
  Coverage coverage = Coverage::continuity;
  Decision decision = Decision::simple;  // of the resistances; simple where there are none
  bool marginal = false;                 // a PASS with a resistance or a match of which a limit lies inside its uncertainty
  std::vector<Resistance> resistances;
  std::optional<double> celsius = {};  // of the jig's chip meanwhile, if it can tell
  std::optional<HeadphoneOhms> headphones;  // of headphones at the end of the cable, where their ohms were measured
  std::vector<WireMatch> matches;  // of wires that the profile wants to match
  bool jig_sound = true;           // nothing that was measured tells against the jig itself
};

// The one place that says PASS. A pure function: the same evidence gives the same verdict. `now` and
// the proofs' times are seconds since 1970.
Verdict judge(const Job&, const Evidence&, const FixtureEvidence&, std::int64_t now);

// For a cable that is looked at rather than tested: with the faults and diagnoses that follow from the verdict's own
// resistances. The outcome stays.
Verdict with_resistance_faults(Verdict, const Job&);

// The parts of the profile, in words, of which neither a matrix that meets the expectation nor these resistances say that
// they are as wanted.
std::vector<std::string> undecided_beside(std::vector<Resistance>, const Job&);

}  // namespace buzzout
