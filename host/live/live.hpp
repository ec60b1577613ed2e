#pragma once

#include <cstdint>
#include <vector>

#include "core/upset.hpp"
#include "core/verdict.hpp"
#include "live/live_ohms.hpp"

namespace buzzout {

// One look at a cable while somebody handles it. `at` is in milliseconds, on a clock that never
// goes back.
struct Look {
  std::int64_t at = 0;
  PointSet held_high = 0, held_low = 0;  // as in Scan: with either, there is no matrix
  ScanMatrix matrix;                     // links that last; capacitance is left out
  std::optional<OhmLook> ohms = {};      // measured between the look before and this one

  bool clean() const { return held_high == 0 && held_low == 0; }
};

// `right` is no PASS: only judge() says that.
enum class LiveStatus {
  no_cable,  // nothing is joined
  wrong,  // not as the profile wants it, in ohms too if they are measured; or as it has it, and the profile is of a known-bad cable
  unsteady,  // a wire comes and goes; or all is right now, and something let go since it was last
             // redone
  right,  // but for what nothing decides: see undecided()
  grounded,  // something from outside holds points low: a lead, an earthed soldering iron
  powered,   // something holds points high
};
std::string_view to_string(LiveStatus);  // "no-cable", "wrong", …

// What is known of a cable from the looks at it so far.
struct LiveState {
  // How long a wire must be as wanted before a change of it counts: what is being soldered or
  // plugged in bounces.
  static constexpr std::int64_t kSettle = 1000;
  // An end of which nothing is left for that long was pulled out, and what happened so shortly
  // before was the pulling.
  static constexpr std::int64_t kPulled = 1500;
  // A cable that was wrong for that long was not merely on its way into the socket.
  static constexpr std::int64_t kWrong = 1000;
  // A wire that changes kChanges times within kChatter comes and goes. One that does so for kBounce
  // is not merely bouncing under the iron: from then on its changes count.
  static constexpr std::int64_t kChatter = 600;
  static constexpr std::int64_t kBounce = 3000;
  static constexpr std::size_t kChanges = 4;
  // What touches ground in the middle of a scan tears it. So near to a grounded look nothing
  // counts.
  static constexpr std::int64_t kTorn = 200;
  static constexpr std::int64_t kOnItsWay = 300;  // a plug that is pulled lets one wire go after the other

  LiveStatus status = LiveStatus::no_cable;
  std::int64_t began = 0, at = 0;  // the first look and the last one
  std::int64_t changed = 0;        // when the last look first looked like this
  std::int64_t since = 0;          // when the status became this
  std::uint64_t looks = 0;
  PointSet held_high = 0, held_low = 0;
  ScanMatrix matrix;       // of the last clean look; where ground came, of the last two that agreed
  bool was_wrong = false;  // a cable was in, and wrong for kWrong
  std::vector<Upset> upsets;  // the first one first

  std::vector<OhmTrace> ohms;         // of what is measured of the wires that are there, by their points
  std::optional<Problem> ohm_problem;  // why the last attempt gave no value

  bool has_open_upsets() const;  // some of them not redone
  std::int64_t steady_for() const { return at - changed; }

  // Bookkeeping, by expected net and by end of the profile.
  struct Wire {
    bool whole = false, settled = false;
    std::int64_t whole_since = 0;
    std::vector<std::int64_t> changes;  // the last kChanges, oldest first
    std::int64_t chatters_since = -1;   // -1: it does not
  };
  struct Fresh {  // an upset that may turn out to be a plug being pulled
    Upset upset;
    std::int64_t at = 0;
  };
  ScanMatrix agreed;                 // of two looks running
  std::int64_t held_until = -kTorn;  // the last look that was not clean
  std::vector<Wire> wires;
  std::vector<Fresh> fresh;
  std::vector<std::int64_t> out_since;  // by end; -1: it is in
  // Since then no end was pulled; -1: one is out. Nothing counts before the whole cable has been in for kSettle: who
  // plugs in one end moves the others.
  std::int64_t all_in_since = -1;
};

// The state after one more look. The first look is at a default LiveState. A look's matrix has the
// points of the job's fixture.
LiveState follow(LiveState, const Look&, const Job&);

// The person has redone the joints: what let go is remembered as redone, and every wire must settle
// anew.
LiveState redone(LiveState);

// All that let go or touched, the freshest included; equal ones told once, with their sum.
std::vector<Upset> all_upsets(const LiveState&);

// The resistances as they are now.
std::vector<Resistance> resistances_of(const LiveState&);
// The one that moved most lately. Null: none did.
const OhmTrace* moving_trace(const LiveState&);
// Of what is measured the resistance to look at: moving_trace(), else the one that is nearest to its limit or farthest
// beyond it. Null: none is measured.
const OhmTrace* telling_trace(const LiveState&);
// What moved within its limits.
std::vector<Swing> swings(const LiveState&);
// Parts of the profile, in words, that neither the matrix nor the resistances decide.
std::vector<std::string> undecided(const LiveState&, const Job&);

// What comes and goes now, by the names of the expected nets.
struct Chatter {
  std::string net;
  std::vector<Contact> contacts;
};
std::vector<Chatter> chattering(const LiveState&, const Job&);

// What the last clean look shows, as a verdict has it: nets, faults, diagnoses, resistances. Its outcome is
// FAIL, or NO_CABLE, or, where nothing is wrong, ABORTED: never PASS.
Verdict finding(const LiveState&, const Job&);

}  // namespace buzzout
