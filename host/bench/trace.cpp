#include "bench/trace.hpp"

#include "bench/ask_in_motion.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr Duration kBetweenScans{30'000};

// Waits for a single steady point, or for none at all.
std::optional<PointSet> wait_for(bool touch, JigClient& jig, std::optional<Point> spare, Clock& clock,
                                 TraceObserver& observer) {
  PointSet last = 0;
  for (bool first = true;; first = false) {
    const PointSet now = touched_points(ask_in_motion([&] { return jig.scan(); }), spare);
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

Point spare_point(unsigned number, unsigned points, const Fixture& fixture) {
  if (number < 1 || number > points)
    throw Error("usage", "this jig has no point " + std::to_string(number), "",
                "its points are 1 to " + std::to_string(points));
  if (!fixture.contacts_at(number - 1).empty())
    throw Error("usage", "point " + std::to_string(number) + " is wired to a socket", "",
                "use a free point, or a lead from GND");
  for (const auto& [contact, reader] : fixture.senses)
    if (reader == number - 1)
      throw Error("usage", "point " + std::to_string(number) + " reads the contact of point " + std::to_string(point_number(contact)), "",
                  "use a free point, or a lead from GND");
  return number - 1;
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

std::vector<std::pair<Contact, Contact>> exchanged_contacts(const std::vector<TraceStep>& steps) {
  std::vector<std::pair<Contact, Contact>> out;
  for (std::size_t a = 0; a < steps.size(); ++a)
    for (std::size_t b = a + 1; b < steps.size(); ++b)
      if (!steps[a].good() && !steps[b].good() && steps[a].contact.end == steps[b].contact.end &&
          steps[a].answered == steps[b].expected && steps[b].answered == steps[a].expected)
        out.emplace_back(steps[a].contact, steps[b].contact);
  return out;
}

}  // namespace buzzout
