#include "bench/self_test.hpp"

#include <algorithm>

#include "core/netlist.hpp"

namespace buzzout {
namespace {

std::string contacts_text(PointSet points, const Fixture& fixture) {
  std::string out;
  for (Point p : members(points)) {
    std::string names;
    for (const auto& c : fixture.contacts_at(p)) names += (names.empty() ? "" : "/") + c.name();
    out += (out.empty() ? "" : ", ") + std::string("point ") + std::to_string(point_number(p)) +
           (names.empty() ? "" : " (" + names + ")");
  }
  return out;
}

std::optional<Problem> jig_problem(const Scan& scan, const Fixture& fixture) {
  const std::string remedy = "unplug everything; if it stays, look for a damaged pin or a wrong wire there";
  if (scan.held_high != 0)
    return Problem{"held-high", "held high by an outside voltage or a stuck pin",
                   contacts_text(scan.held_high, fixture), remedy};
  if (scan.held_low != 0)
    return Problem{"held-low", "held low by ground or a stuck pin",
                   contacts_text(scan.held_low, fixture), remedy};
  if (const PointSet dead = netlist_of(scan.matrix).dead; dead != 0)
    return Problem{"dead-point", "does not pull low when driven", contacts_text(dead, fixture),
                   "check the pin and its resistor"};
  return {};
}

// Two scans that agree; a Problem if the jig is not clean or they do not.
std::optional<Problem> scan_twice(JigClient& jig, const Fixture& fixture, ScanMatrix& matrix) {
  const Scan first = jig.scan(), second = jig.scan();
  jig.require_same_jig();
  for (const Scan* s : {&first, &second})
    if (auto problem = jig_problem(*s, fixture)) return problem;
  if (first.matrix != second.matrix || first.boot != second.boot)
    return Problem{"unsteady", "two scans in a row differ", fixture.name, "seat the plug and repeat"};
  matrix = second.matrix;
  return {};
}

// Of the points that are joined to others those of one net; none if every point is isolated.
PointSet joined_points(const ScanMatrix& matrix) {
  for (Point p = 0; p < matrix.points(); ++p)
    if (matrix.rows[p] != only(p)) return matrix.rows[p] | only(p);
  return 0;
}

std::vector<std::string> sockets_alike(const Fixture& fixture, const Socket& socket) {
  std::vector<std::string> out;
  for (const auto& s : fixture.sockets)
    if (s.name != socket.name && s.points() == socket.points()) out.push_back(s.name);
  return out;
}

class SelfTest {
 public:
  SelfTest(JigClient& jig, const Fixture& fixture, SelfTestOperator& person, FixtureEvidence& proofs, std::int64_t now)
      : jig_(jig), fixture_(fixture), person_(person), proofs_(proofs), now_(now) {}

  SelfTestResult run() {
    person_.unplug_everything();
    withdraw_empty();
    conclude({"", {}, false, check_empty()});
    if (result_.failed()) return result_;
    for (const auto& socket : fixture_.sockets) {
      SelfTestStep step{socket.name, sockets_alike(fixture_, socket), false, {}};
      await_empty();
      step.skipped = size(socket.points()) < 2 || !person_.plug_loop_back(socket, step.same_points);
      if (!step.skipped) {
        withdraw(socket);
        step.problem = check_loop_back(socket);
        if (step.problem) {
          proofs_.failed.insert(socket.name);
          ++proofs_.found;
        }
      }
      conclude(std::move(step));
    }
    return result_;
  }

 private:
  // What is about to be measured is no longer believed, whatever ends the measurement.
  void withdraw_empty() {
    proofs_.empty_seen.reset();
    person_.remember(proofs_);
  }
  void withdraw(const Socket& socket) {
    for (const auto& [pin, point] : socket.wires) proofs_.connected.erase({socket.name, pin});
    person_.remember(proofs_);
  }

  void conclude(SelfTestStep step) {
    if (!step.skipped) person_.remember(proofs_);
    result_.steps.push_back(std::move(step));
    person_.done(result_.steps.back());
  }

  // A plug that was left in must not be counted for the next socket.
  void await_empty() {
    for (ScanMatrix matrix; scan_twice(jig_, fixture_, matrix) || joined_points(matrix) != 0;)
      person_.still_in();
  }

  std::optional<Problem> check_empty() {
    ScanMatrix matrix;
    if (auto problem = scan_twice(jig_, fixture_, matrix)) return problem;
    if (const PointSet joined = joined_points(matrix); joined != 0) {
      proofs_.bridged = true;
      ++proofs_.found;
      return Problem{"bridged", "joined with nothing plugged in: " + contacts_text(joined, fixture_),
                     "fixture " + fixture_.name,
                     "look for a bridge between these wires inside the jig, or a plug left in a socket"};
    }
    proofs_.bridged = false;
    proofs_.empty_seen = now_;
    return {};
  }

  std::optional<Problem> check_loop_back(const Socket& socket) {
    ScanMatrix matrix;
    if (auto problem = scan_twice(jig_, fixture_, matrix)) return problem;
    const PointSet wanted = socket.points();
    const bool whole = std::ranges::all_of(members(wanted), [&](Point p) { return (wanted & ~matrix.rows[p]) == 0; });
    if (!whole && size(wanted) > kMostPointsPerNet)
      return Problem{"too-many-points", "the loop-back plug in socket " + socket.name + " joins " +
                     std::to_string(size(wanted)) + " test points, one pin of the jig can hold " +
                     std::to_string(kMostPointsPerNet) + " low, and they are not all seen",
                     "fixture " + fixture_.name,
                     "push the plug home; if it is home, skip the socket, and let a good cable prove its wires"};
    const Netlist measured = netlist_of(matrix);
    PointSet largest = 0;
    for (PointSet net : measured.nets)
      if (size(net & wanted) > size(largest)) largest = net & wanted;
    if (size(largest) < 2)
      return Problem{"no-loop-back", "no loop-back plug is seen in socket " + socket.name,
                     "fixture " + fixture_.name,
                     "push the plug home; if it is home, the socket's wires are broken"};
    PointSet cut = wanted & ~largest;
    for (const auto& [pin, point] : socket.wires)
      if (has(cut, point)) proofs_.broken.insert({socket.name, pin});
    if (cut != 0)
      return Problem{"broken-wire", "no connection through " + contacts_text(cut, fixture_) +
                     " with the loop-back plug in " + socket.name, "fixture " + fixture_.name,
                     "push the loop-back plug home, and see that it joins all of its contacts. If it is good, the wire behind "
                     "that socket contact is broken: repair it and repeat the self-test"};
    for (Point p = 0; p < matrix.points(); ++p) {
      const PointSet expected = has(wanted, p) ? wanted : only(p);
      if (matrix.rows[p] == expected) continue;
      return Problem{"joined", "joined besides the loop-back plug in " + socket.name + ": " +
                     contacts_text(matrix.rows[p] & ~wanted, fixture_), "fixture " + fixture_.name,
                     "leave only the loop-back plug in; if nothing else is in, a wire of the fixture is in the wrong place"};
    }
    proofs_.failed.erase(socket.name);
    for (const auto& [pin, point] : socket.wires) {
      proofs_.connected[{socket.name, pin}] = now_;
      proofs_.broken.erase({socket.name, pin});
    }
    return {};
  }

  JigClient& jig_;
  const Fixture& fixture_;
  SelfTestOperator& person_;
  FixtureEvidence& proofs_;
  std::int64_t now_;
  SelfTestResult result_;
};

}  // namespace

SelfTestResult self_test_fixture(JigClient& jig, const Fixture& fixture, SelfTestOperator& person,
                                 FixtureEvidence& proofs, std::int64_t now) {
  return SelfTest(jig, fixture, person, proofs, now).run();
}

}  // namespace buzzout
