#pragma once

#include "core/expectation.hpp"
#include "live/live.hpp"
#include "jig/jig_client.hpp"

namespace buzzout {

// Looks at a cable over and over. A look is one quick scan; where that shows a link that the
// profile does not want, and shows it again, the points are held for kHoldMs, once, to tell a wire
// from capacitance. What was found capacitive is left out of the looks, and is held again now and
// then, in case a wire joins it.
class Looker {
 public:
  // The jig's and the job's lives are longer.
  Looker(JigClient&, const Job&);

  // `now` in milliseconds, for the look. Throws what JigClient throws.
  Look look(std::int64_t now);

  // What the last look's quick scan showed, capacitance and all; without points if something held the jig.
  const ScanMatrix& quick() const { return last_; }

 private:
  PointSet extra(const ScanMatrix&, Point) const;
  void hold(Point, PointSet extra);

  JigClient& jig_;
  Expectation expected_;
  ScanMatrix last_, known_;           // the last quick scan; the last one that was held
  std::vector<PointSet> capacitive_;  // by point
  std::int64_t next_hold_ = 0;
  Point turn_ = 0;
};

}  // namespace buzzout
