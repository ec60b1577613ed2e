#include "bench/trace.hpp"

namespace buzzout {
namespace {

constexpr Duration kBetweenScans{30'000};

// Waits for a single steady point, or for none at all.
std::optional<PointSet> wait_for(bool touch, JigClient& jig, std::optional<Point> spare, Clock& clock,
                                 TraceObserver& observer) {
  PointSet last = 0;
  for (bool first = true;; first = false) {
    const PointSet now = touched_points(jig.scan(), spare);
    if (!first && now == last && size(now) == (touch ? 1U : 0U)) {
      jig.require_same_jig();
      return now;
    }
    last = now;
    if (!observer.keep_waiting(now)) return {};
    clock.sleep(kBetweenScans);
  }
}

void learn(FixtureEvidence& proofs, const TraceStep& step) {
  if (!step.answered) return;
  if (step.good()) {
    proofs.misrouted.erase(step.contact);
  } else {
    proofs.misrouted.insert(step.contact);
    ++proofs.found;
    proofs.connected.erase(step.contact);
  }
}

}  // namespace

PointSet touched_points(const Scan& scan, std::optional<Point> spare) {
  if (!spare) return scan.held_low;
  if (!scan.clean() || *spare >= scan.matrix.points()) return 0;
  return scan.matrix.rows[*spare] & ~only(*spare);
}

std::vector<TraceStep> trace_fixture(JigClient& jig, const Fixture& fixture, std::optional<Point> spare,
                                     Clock& clock, TraceObserver& observer, FixtureEvidence& proofs) {
  std::vector<TraceStep> steps;
  bool traced = true;
  proofs.traced = false;
  observer.remember(proofs);
  for (const auto& socket : fixture.sockets)
    for (const auto& [pin, point] : socket.wires) {
      TraceStep step{{socket.name, pin}, point, {}};
      observer.touch(step.contact, point);
      if (const auto found = wait_for(true, jig, spare, clock, observer)) step.answered = lowest(*found);
      traced = traced && step.good();
      learn(proofs, step);
      observer.remember(proofs);
      observer.answered(step);
      steps.push_back(step);
      if (step.answered) wait_for(false, jig, spare, clock, observer);
    }
  proofs.traced = traced;
  observer.remember(proofs);
  return steps;
}

}  // namespace buzzout
