#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/coverage.hpp"
#include "core/record.hpp"

namespace buzzout {

// What one record of a serial number says about whether that cable is good.
struct CableEvent {
  enum class Kind {
    passed,
    failed,       // FAIL, or another test that says something bad of it: is_against()
    unjudged,     // a test that came to no verdict of the cable
    repaired,     // a repair was noted
    corrected,    // a test against the wrong profile was taken back
    labelled,     // a label is about to be printed: it may be on the cable from now on
    unlabelled,   // nothing of that label went out
  };
  Kind kind = Kind::unjudged;
  bool simulated = false;
  std::string record;   // its id
  std::string started;  // local time with offset, as in the record
  std::string person;   // the operator; empty: nobody was named
  std::string text;     // repaired: what was done; corrected: why
  std::string of;       // corrected: the id of the test; unlabelled: that of the label

  // Of a test.
  std::string lot;      // empty: it was tested on its own
  std::string profile;  // its name, for people
  bool of_headphones = false;  // by their plug, so that no cable was tested
  std::string content;  // what the cable was held against: equal texts ask the same of it
  Coverage coverage = Coverage::continuity;
  bool intermittent = false;  // failed: something let go, or touched, by itself
  std::vector<std::string> loose;   // failed: the nets that did
  std::vector<std::string> redone;  // passed: nets that had let go, and were redone just before, in sight of the jig
  bool marginal = false;          // passed: a limit lay within the uncertainty, so that it is not known to be good
  std::vector<Contact> contacts;  // failed: those of its faults; passed: those where a short could have been missed
  bool broken = false;            // failed: a path was missing, at least at times
  bool exchanged = false;         // failed: and paths were there that should not be, as of wires on each other's contacts
  bool may_hide_breaks = false;   // passed: the fixture was not seen empty, so that a bridge in it could hide one
  bool may_hide_exchanges = false;  // passed: the fixture was not traced: two of its own wires may be exchanged
  std::string bench;              // station, jig, fixture by its content, and sockets
  std::int64_t at = 0;            // when, in seconds since 1970; 0: unknown
};

// The event of a test of a product. `content`: of its profile.
CableEvent event_of(const TestRecord&, std::string content);

// Whether a test says something bad of its cable: a FAIL; an ERROR that says something of it; a test that came to no
// end, and a wire let go before.
bool is_against(const TestRecord&);

// Why a FAIL still counts, in the order in which they are to be dealt with.
enum class Unlifted {
  not_passed_since,     // no PASS at all came after it
  passed_as_other,      // a PASS came, held against something else
  repair_not_noted,     // it came and went by itself: a PASS alone shows nothing
  lesser_coverage,      // a PASS came, of a test that covers less
  contact_not_seen,     // a PASS came, and a wire of the fixture that would have shown it was not proved
  bench_not_proved,     // a PASS came, and its fixture could have hidden the fault, by a bridge or by exchanged wires
};

// Whether a cable is good now: the one answer that every paper, label, screen and exit status goes by.
struct Standing {
  enum class State {
    untested,   // no test has come to a verdict
    passed,
    failed,     // a FAIL still counts
    to_retest,  // it passed, and was repaired since; or it did so only marginally
  };
  struct Fail {
    std::size_t event = 0;
    Unlifted why = Unlifted::not_passed_since;
    bool corrected = false;  // it was taken back: a PASS as something else lifts it
    bool repaired = false;   // a repair was noted since
  };

  State state = State::untested;
  std::vector<Fail> fails;               // that count, oldest first
  std::vector<Fail> marginal;            // passes that are only that, and still count as such, oldest first
  std::vector<std::size_t> passes;       // that nothing took back, oldest first; there may be some beside fails
  std::optional<std::size_t> repair;     // the newest, if no PASS came after it
  std::optional<std::size_t> label;      // the newest that may be on the cable
  std::vector<std::size_t> corrections;  // all: every paper shows them
};

// A pure function of all that was written down of one serial number, in that order; indices are into it.
//   - A FAIL counts until a later PASS that could have seen it: the same content, at least its coverage, and no fault's
//     contact among those where the PASS could have missed a short. If it was intermittent, a repair must stand between.
//     If something was broken, the PASS needs a fixture that was seen empty, and if wires were exchanged a traced one;
//     or the bench that had shown the fault within the week before: that one does not hide it.
//   - A FAIL that was corrected is lifted by a PASS after the correction as something else, never by the correction
//     alone. A joint that came and went did so whatever the cable was tested as: that takes a repair all the same.
//   - A marginal PASS lifts no FAIL, and takes every earlier PASS as the same back. It counts as long as a FAIL by ohms
//     would: a PASS of a digital jig says nothing about it.
//   - A repair takes every earlier PASS back.
//   - A test without a verdict changes nothing.
//   - Simulated and real tests do not see each other. `simulated`: which of them are asked for.
Standing standing_of(std::span<const CableEvent>, bool simulated);

// A simulated test stands only for a cable that was never tested for real.
bool is_only_simulated(std::span<const CableEvent>);
Standing standing_of(std::span<const CableEvent>);

// Whether it stands at passed, with a PASS as one of these contents.
bool is_passed_as(const Standing&, std::span<const CableEvent>, const std::set<std::string>& contents);

// "passed", "failed", "to-retest", "untested"
std::string_view to_string(Standing::State);

// Why it does not stand at passed: "it failed as 4.4-ts (2026-11-26), and has not passed as that since". Empty if it
// does.
std::string why_not_passed(const Standing&, std::span<const CableEvent>);
// What is to be done about it; empty if nothing.
std::string what_lifts(const Standing&, std::span<const CableEvent>);

}  // namespace buzzout
