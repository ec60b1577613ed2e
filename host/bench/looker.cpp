#include "bench/looker.hpp"

#include "bench/ask_in_motion.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr std::int64_t kHoldAgain = 300;  // milliseconds

}  // namespace

Looker::Looker(JigClient& jig, const Job& job)
    : jig_(jig), expected_(job.profile, job.map), capacitive_(expected_.points(), 0) {}

PointSet Looker::extra(const ScanMatrix& m, Point p) const {
  return expected_.difference(m, p) & m.rows[p];
}

void Looker::hold(Point p, PointSet extra) {
  const Hold h = ask_in_motion([&] { return jig_.hold(only(p), kHoldMs); });
  if (!h.clean()) return;
  capacitive_[p] = (capacitive_[p] & ~extra) | (extra & ~h.ever_low);
}

Look Looker::look(std::int64_t now) {
  const Scan scan = ask_in_motion([&] { return jig_.scan(); });
  Look out{now, scan.held_high, scan.held_low, {}};
  if (!scan.clean()) {
    last_ = {};
    return out;
  }
  out.matrix = scan.matrix;
  if (scan.matrix.points() != expected_.points())
    throw Error(
        "wrong-points",
        "the jig did not read the " + std::to_string(expected_.points()) + " points of its board",
        "", "flash the jig with its own firmware");
  const bool again = scan.matrix == last_ && scan.matrix != known_;
  last_ = scan.matrix;
  if (again) {
    for (Point p = 0; p < scan.matrix.points(); ++p)
      if (const PointSet more = extra(scan.matrix, p) & ~capacitive_[p]; more != 0) hold(p, more);
    known_ = scan.matrix;
  }
  if (now >= next_hold_) {
    next_hold_ = now + kHoldAgain;
    for (Point tries = 0; tries < scan.matrix.points(); ++tries) {
      turn_ = (turn_ + 1) % scan.matrix.points();
      if (const PointSet joined = extra(scan.matrix, turn_) & capacitive_[turn_]; joined != 0) {
        hold(turn_, joined);
        break;
      }
    }
  }
  for (Point p = 0; p < out.matrix.points(); ++p) out.matrix.rows[p] &= ~capacitive_[p];
  return out;
}

}  // namespace buzzout
