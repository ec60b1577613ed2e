#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/record.hpp"
#include "drawing/wiring_picture.hpp"
#include "jig/clock.hpp"
#include "station/cycle.hpp"
#include "station/lot.hpp"

namespace buzzout {

// Everything that the operator of a production run sees. The references outlive it.
struct BatchState {
  const Lot& lot;
  const Job& job;
  const Tally& tally;
  Phase phase = Phase::serial;
  std::string serial = {};
  int attempt = 1;
  bool testing = false;
  bool disturbed = false;  // in Phase::verdict: what is plugged in is no longer what was judged
  bool stopped = false;    // too many cables in a row failed in the same way
  std::vector<std::string> missing_ends = {};  // while seating
  std::string in_the_way = {};  // contacts that something joins or holds where nothing should
  std::optional<int> seconds_to_verdict = {};  // of a cable that is not right
  const TestRecord* record = nullptr;     // of Phase::verdict: what was measured, kept already
  const LotCable* cable = nullptr;        // and what it counts as now
  const WiringPicture* picture = nullptr;
  std::string notice = {};   // the last thing that was refused, or went wrong beside the tests
  std::string context = {};  // "jig 4711 · mega · headphone-bench"
  bool gates_waived = false;
  bool kept = true;  // records are written down
};

// Whether it passed just now and still does not count as passed.
inline bool is_held_back(const BatchState& s) {
  return s.record != nullptr && s.record->verdict.outcome == Outcome::pass && s.cable != nullptr &&
         s.cable->counts != LotCable::Counts::passed;
}

enum class Signal { pass, fail, refusal };

// The operator's side: what they see, hear and type.
class BatchView {
 public:
  virtual ~BatchView() = default;
  virtual void show(const BatchState&) = 0;
  // Once a cable: its record stands. After show().
  virtual void judged(const BatchState&) = 0;
  // It was taken out too early: its record says so.
  virtual void aborted(const TestRecord&) = 0;
  virtual void signal(Signal) = 0;
  // A line that was typed or scanned, if one comes within `wait`. Empty: Enter.
  virtual std::optional<std::string> line(Duration wait) = 0;
  virtual bool interrupted() = 0;
  // Nothing more can be typed.
  virtual bool ended() = 0;
};

}  // namespace buzzout
