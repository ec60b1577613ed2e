#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/verdict.hpp"
#include "live/live.hpp"

namespace buzzout {

// Where one cable of a lot is, between its serial number and the moment it is out again.
enum class Phase {
  serial,   // nobody said yet which cable is next
  arming,   // waiting until every point of the jig scans isolated
  armed,    // empty and proved so: the cable may come
  seating,  // something is in; it may be on its way
  verdict,  // judged; it stays so until it is out
};
std::string_view to_string(Phase);  // "serial", "arming", …

// What a look means for the station.
enum class Move {
  none,
  armed,
  inserted,
  judge,    // now: measure, and tell what came of it by judged() or aborted()
  aborted,  // taken out before it was judged: tell it by aborted()
  removed,  // out, and the next one may come
};

// The way of one cable through the station, as a machine without clock, jig or screen: fed with looks, it says what
// is to be done. No judgement is asked for unless every point of the jig was seen isolated since the last one,
// twice running: what is judged was plugged in after that.
class Cycle {
 public:
  // The job outlives it. `settle`: how long a cable that is not right must lie still before it is judged, in
  // milliseconds.
  Cycle(const Job& job, std::int64_t settle) : job_(job), settle_(settle) {}

  Phase phase() const { return phase_; }
  const std::string& serial() const { return serial_; }
  int attempt() const { return attempt_; }

  // The next cable. Only in Phase::serial.
  void begin(std::string serial, int attempt);
  // Forgets the serial number again. Only in Phase::arming and Phase::armed.
  void forget();

  // Whether the next look must show every link there is (a bare scan), or those that last.
  bool wants_bare_scan() const { return phase_ != Phase::seating; }
  Move look(const Look&);
  // Somebody wants it judged as it is, or says that it is in though nothing of it is seen. False: there is nothing
  // to judge.
  bool hurry();

  // What came of Move::judge; `measured` is what the verdict is about, where it stands for nothing else.
  void judged(std::optional<ScanMatrix> measured = {});
  // There is no verdict: the cable is out, or did not stay until the end. The same one is awaited again, as its next
  // attempt.
  void aborted();

  // Ends of the cable of which nothing is connected, while others are: it is waited for them.
  std::vector<std::string> missing_ends() const;
  // Of Phase::verdict: what is in the fixture is no longer what was judged, or nobody looked for a while.
  bool is_disturbed() const { return disturbed_; }
  // Of Phase::seating: how it looks, and for how many milliseconds it has.
  const LiveState& live() const { return live_; }
  // Points that something joins or holds while the fixture should be empty.
  PointSet in_the_way() const { return in_the_way_; }

 private:
  static constexpr std::int64_t kTouch = 300;  // what is in for less was no cable
  static constexpr std::int64_t kOut = 300;    // a cable that bounces is out for less
  static constexpr std::int64_t kGone = 1000;  // what was judged, and is being pulled or lets go, comes back in less
  static constexpr std::int64_t kSteady = 150;
  static constexpr std::int64_t kBlind = 3000;  // after so long without a look it may be another cable
  static constexpr std::int64_t kUnsteady = 10'000;  // what lets go again and again for so long will not lie still

  void enter(Phase);
  bool seen_empty(const Look&);
  Move seat(const Look&);
  bool is_ripe() const;

  const Job& job_;
  std::int64_t settle_;
  Phase phase_ = Phase::serial;
  std::string serial_;
  int attempt_ = 1;
  LiveState live_;
  int empty_looks_ = 0;
  std::int64_t empty_since_ = 0;
  PointSet in_the_way_ = 0;
  bool hurried_ = false;
  std::optional<ScanMatrix> judged_;  // what was measured, or as the first look after the verdict had it
  bool disturbed_ = false;
  std::int64_t looked_ = 0;  // when, last
};

}  // namespace buzzout
