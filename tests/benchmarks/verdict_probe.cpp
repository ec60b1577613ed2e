// verdict_probe JOB CABLE: judges one test's evidence, once, in a function of its own
// (matrix_to_verdict) whose instructions callgrind counts.
//   JOB    headphone | uno | mega64: a loom       CABLE  good | faulty
#include <iostream>

#include "bench/measure.hpp"
#include "catalog/catalog.hpp"
#include "core/error.hpp"

namespace buzzout {
namespace {

struct Cable {
  Profile profile;
  Fixture fixture;
};

// Straight wires from every contact of one connector to the other's, on all points of a board.
Cable loom(const std::string& board) {
  const unsigned wires = find_board(board)->points / 2;
  Cable c;
  c.fixture.name = c.fixture.board = board;
  c.profile.name = "loom";
  c.profile.use = Use::data;
  c.profile.trust = Trust::sourced;
  c.profile.nets.resize(wires);
  for (const char* name : {"near", "far"}) {
    End end{name, {}};
    end.type.name = end.type.title = name;
    end.type.shape = Shape::xlr;
    Socket socket{name, name, {}, {}, {}};
    for (unsigned k = 0; k < wires; ++k) {
      const std::string pin = std::to_string(k + 1);
      end.type.contacts.push_back(pin);
      socket.wires.emplace_back(pin, k + (c.profile.ends.empty() ? 0 : wires));
      c.profile.nets[k].name = "W" + pin;
      c.profile.nets[k].contacts.push_back({name, pin});
    }
    socket.type = end.type;
    c.profile.ends.push_back(end);
    c.fixture.sockets.push_back(socket);
  }
  return c;
}

// The expected nets; or with the first one's lowest point off, and the second and the last joined.
std::vector<PointSet> wiring(const Expectation& expected, bool faulty) {
  std::vector<PointSet> cable, rest;
  for (const auto& net : expected.nets()) (net.in_profile ? cable : rest).push_back(net.points);
  if (faulty) {
    rest.push_back(only(lowest(cable.front())));
    cable.front() &= cable.front() - 1;
    cable[1] |= cable.back();
    cable.pop_back();
  }
  cable.insert(cable.end(), rest.begin(), rest.end());
  return cable;
}

// What the jig would say of that wiring when asked as measure() asks.
Evidence evidence_of(const Expectation& expected, const std::vector<PointSet>& nets,
                     const std::string& board) {
  Evidence e;
  e.jig.board = board;
  e.jig.number = 1;
  e.jig.firmware = "0.1.0";
  e.jig.protocol = 1;
  e.jig.points = expected.points();
  e.jig.simulated = true;
  const auto reading = [&](PointSet driven) {
    PointSet low = 0;
    for (PointSet net : nets)
      if ((net & driven) != 0) low |= net;
    return low;
  };
  std::uint32_t count = 0;
  const auto hold = [&](PointSet driven) {
    return Hold{1, ++count, 0, 0, driven, kHoldMs, reading(driven), reading(driven)};
  };
  Scan scan;
  scan.boot = 1;
  for (Point p = 0; p < expected.points(); ++p) scan.matrix.rows.push_back(reading(only(p)));
  scan.count = ++count;
  e.scans.push_back(scan);
  for (Point p = 0; p < expected.points(); ++p) e.holds.push_back(hold(only(p)));
  for (const PointSet half : halves_of(scan.matrix)) e.halves.push_back(hold(half));
  scan.count = ++count;
  e.scans.push_back(scan);
  return e;
}

}  // namespace
}  // namespace buzzout

extern "C" __attribute__((noinline)) void matrix_to_verdict(const buzzout::Job& job,
                                                            const buzzout::Evidence& evidence,
                                                            buzzout::Verdict& out) {
  out = buzzout::judge(job, evidence, {}, 0);
}

int main(int argc, char** argv) {
  using namespace buzzout;
  const std::string name = argc == 3 ? argv[1] : "", cable = argc == 3 ? argv[2] : "";
  try {
    if ((cable != "good" && cable != "faulty") || (name != "headphone" && !find_board(name)))
      throw Error("usage", "verdict_probe headphone|BOARD good|faulty");
    const Catalog catalog({BUZZOUT_SOURCE_DIR});
    const Cable c = name == "headphone" ? Cable{catalog.profile("pentaconn-4.4-to-dual-ts-3.5"),
                                                catalog.fixture("headphone-bench-uno")}
                                        : loom(name);
    const FixtureMap map(c.profile, c.fixture);
    const Expectation expected(c.profile, map);
    const Evidence evidence =
        evidence_of(expected, wiring(expected, cable == "faulty"), c.fixture.board);
    Verdict verdict;
    matrix_to_verdict({c.profile, c.fixture, map}, evidence, verdict);
    std::cout << to_string(verdict.outcome) << ", faults: " << verdict.faults.size()
              << ", diagnoses: " << verdict.diagnoses.size() << "\n";
    const Outcome wanted = cable == "good" ? Outcome::pass : Outcome::fail;
    return verdict.outcome == wanted ? 0 : 1;
  } catch (const Error& e) {
    std::cerr << e.code << ": " << e.message << "\n" << e.where << "\n";
    return 2;
  }
}
