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
  for (const Scan* s : {&first, &second})
    if (auto problem = jig_problem(*s, fixture)) return problem;
  if (first.matrix != second.matrix || first.boot != second.boot)
    return Problem{"unsteady", "two scans in a row differ", fixture.name, "seat the plug and repeat"};
  matrix = second.matrix;
  return {};
}

std::optional<Problem> check_empty(JigClient& jig, const Fixture& fixture, Proofs& proofs,
                                   std::int64_t now) {
  ScanMatrix matrix;
  if (auto problem = scan_twice(jig, fixture, matrix)) return problem;
  for (Point p = 0; p < matrix.points(); ++p)
    if (matrix.rows[p] != only(p)) {
      proofs.bridged = true;
      proofs.empty_seen.reset();
      return Problem{"bridged", "joined with nothing plugged in: " +
                     contacts_text(matrix.rows[p] | only(p), fixture), "fixture " + fixture.name,
                     "look for a bridge between these wires inside the jig, or a plug left in a socket"};
    }
  proofs.bridged = false;
  proofs.empty_seen = now;
  return {};
}

std::optional<Problem> check_loop_back(JigClient& jig, const Fixture& fixture, const Socket& socket,
                                       Proofs& proofs, std::int64_t now) {
  ScanMatrix matrix;
  if (auto problem = scan_twice(jig, fixture, matrix)) return problem;
  const PointSet wanted = socket.points();
  const Netlist measured = netlist_of(matrix);
  PointSet largest = 0;
  for (PointSet net : measured.nets)
    if (size(net & wanted) > size(largest)) largest = net & wanted;
  if (size(largest) < 2)
    return Problem{"no-loop-back", "no loop-back plug is seen in socket " + socket.name,
                   "fixture " + fixture.name,
                   "push the plug home; if it is, the socket's wires are broken"};
  PointSet cut = wanted & ~largest;
  for (const auto& [pin, point] : socket.wires) {
    const Contact c{socket.name, pin};
    if (has(cut, point)) proofs.broken.insert(c);
  }
  if (cut != 0)
    return Problem{"broken-wire", "no connection through " + contacts_text(cut, fixture) +
                   " with the loop-back plug in " + socket.name, "fixture " + fixture.name,
                   "the wire behind that socket contact is broken: repair it and repeat the self-test"};
  for (Point p = 0; p < matrix.points(); ++p) {
    const PointSet expected = has(wanted, p) ? wanted : only(p);
    if (matrix.rows[p] != expected)
      return Problem{"joined", "joined besides the loop-back plug in " + socket.name + ": " +
                     contacts_text(matrix.rows[p] & ~wanted, fixture), "fixture " + fixture.name,
                     "leave only the loop-back plug in; if it is, a wire of the fixture goes astray"};
  }
  for (const auto& [pin, point] : socket.wires) {
    proofs.connected[{socket.name, pin}] = now;
    proofs.broken.erase({socket.name, pin});
  }
  return {};
}

}  // namespace

bool SelfTestResult::passed() const {
  return !steps.empty() &&
         std::ranges::none_of(steps, [](const SelfTestStep& s) { return s.problem.has_value(); });
}

SelfTestResult self_test_fixture(JigClient& jig, const Fixture& fixture, SelfTestOperator& person,
                                 Proofs& proofs, std::int64_t now) {
  SelfTestResult result;
  person.unplug_everything();
  result.steps.push_back({"", false, check_empty(jig, fixture, proofs, now)});
  person.done(result.steps.back());
  if (!result.passed()) return result;
  for (const auto& socket : fixture.sockets) {
    SelfTestStep step{socket.name, false, {}};
    if (size(socket.points()) < 2 || !person.plug_loop_back(socket))
      step.skipped = true;
    else
      step.problem = check_loop_back(jig, fixture, socket, proofs, now);
    // Whatever went wrong here, what the socket had proved before is no longer believed.
    if (step.problem)
      for (const auto& [pin, point] : socket.wires) proofs.connected.erase({socket.name, pin});
    result.steps.push_back(std::move(step));
    person.done(result.steps.back());
  }
  return result;
}

}  // namespace buzzout
