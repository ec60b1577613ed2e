#include "naming/reading.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace buzzout {

bool Reading::nothing() const {
  for (Point p = 0; p < matrix.points(); ++p)
    if (matrix.rows[p] != only(p)) return false;
  return unsteady == 0 && capacitive == 0;
}

Reading read_evidence(const Evidence& evidence, const Fixture& fixture) {
  const auto refuse = [](const std::optional<Problem>& p) {
    if (p) throw Error(*p);
  };
  if (evidence.jig.board != fixture.board)
    throw Error("wrong-board",
                "fixture " + fixture.name + " is for a " + fixture.board + " and the jig is a " + evidence.jig.board,
                "fixture " + fixture.name, "choose a fixture for this board", Action{ActionCode::choose_fixture});
  refuse(unreadable(evidence, fixture, {}));
  refuse(untrustworthy(evidence, fixture, {}));

  const ScanMatrix& quick = evidence.scans.front().matrix;
  const SlowPass slow = *slow_pass_of(evidence.holds, quick.points());
  Reading out;
  out.matrix = slow.settled(quick);
  out.netlist = netlist_of(out.matrix);
  const auto note = [](PointSet& in, Point p, PointSet links) {
    if (links != 0) in |= links | only(p);
  };
  for (Point p = 0; p < quick.points(); ++p) {
    for (const auto& s : evidence.scans) note(out.unsteady, p, s.matrix.rows[p] ^ quick.rows[p]);
    note(out.unsteady, p, slow.ever.rows[p] & ~slow.always.rows[p]);
    note(out.unsteady, p, slow.ever.rows[p] & ~quick.rows[p]);
    note(out.capacitive, p, quick.rows[p] & ~slow.ever.rows[p]);
  }
  return out;
}

}  // namespace buzzout
