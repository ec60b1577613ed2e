#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/fixture.hpp"
#include "core/fixture_evidence.hpp"
#include "core/trace_step.hpp"
#include "jig/jig_client.hpp"

namespace buzzout {

// The points that a lead touches now: those it grounds, or, if it comes from a spare test point, those
// joined to that one.
PointSet touched_points(const Scan&, std::optional<Point> spare);

// The test point that a lead comes from, by its number. Throws Error "usage" unless the jig has it and it is free.
Point spare_point(unsigned number, unsigned points, const Fixture&);

// What a trace shows and asks while it goes on.
class TraceObserver {
 public:
  virtual ~TraceObserver() = default;
  virtual void touch(const Contact&, Point expected) = 0;
  // Called between scans with what answers now; false gives the contact up.
  virtual bool keep_waiting(PointSet touched) = 0;
  virtual void answered(const TraceStep&) = 0;
  // To be kept for good before it returns; as in SelfTestOperator.
  virtual void remember(const FixtureEvidence&) = 0;
};

// Guides a lead to every socket contact in turn, so that a miswired jig is found before it judges
// anything. A touch counts when the same single point answers twice running; the lead must leave before
// the next one. Updates `proofs`: a fixture is not traced until every contact has answered as it should; one
// that answered as another point is misrouted until it answers rightly.
std::vector<TraceStep> trace_fixture(JigClient&, const Fixture&, std::optional<Point> spare, Clock&,
                                     TraceObserver&, FixtureEvidence&);

// Contacts of one socket that answered as each other: the wires behind them are exchanged.
std::vector<std::pair<Contact, Contact>> exchanged_contacts(const std::vector<TraceStep>&);

}  // namespace buzzout
