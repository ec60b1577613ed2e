#pragma once

#include <optional>
#include <utility>

#include "bench/measure_ohms.hpp"
#include "live/live.hpp"

namespace buzzout {

// Measures the resistances of a cable that somebody handles, one path after each look. A look costs the time of a quick scan,
// some 10 ms, and a path about as much again; a longer one, or the supply, which is measured anew now and then, makes the next
// path wait for as long as it took, so that half of the time goes to looking.
class OhmLooker {
 public:
  // The jig and the clock outlive it.
  OhmLooker(JigClient& jig, Clock& clock, OhmTask task) : jig_(jig), clock_(clock), task_(std::move(task)), untried_(measures()) {}

  bool measures() const { return task_.method != OhmMethod::none; }
  // Why all values are by nominal ones, if they are.
  const std::optional<Problem>& uncalibrated() const { return task_.uncalibrated; }
  // Whether every path that may be driven was tried since the cable looked like that for the first time.
  bool has_been_round() const { return untried_ == 0; }

  // What was measured since the last call.
  std::optional<OhmLook> take() { return std::exchange(reading_, {}); }
  // Measures one path that this quick scan allows; each in turn, and every second time the one that moves. `lively`: that one.
  // Throws what JigClient throws.
  void measure(const ScanMatrix& quick, const OhmTrace* lively);

 private:
  const OhmPath* next(const ScanMatrix& quick, const OhmTrace* lively);

  JigClient& jig_;
  Clock& clock_;
  OhmTask task_;
  std::size_t untried_;  // paths, of quick_
  ScanMatrix quick_;
  std::optional<OhmMeasurement> measurement_;
  Clock::time_point prepared_{}, not_before_{};
  std::optional<OhmLook> reading_;
  std::size_t turn_ = 0;
  bool lively_next_ = false;
};

}  // namespace buzzout
