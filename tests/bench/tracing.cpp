#include "bench/trace.hpp"

#include "bench_jig.hpp"

using namespace buzzout;

namespace {

// Holds the lead where the trace asks for it, and gives up where nothing answers.
class Lead : public TraceObserver {
 public:
  Lead(Workbench& bench, std::string elsewhere = "") : bench_(bench), elsewhere_(std::move(elsewhere)) {}
  void touch(const Contact& c, Point) override {
    bench_.plug(parse_cable_spec("none,touch:" + c.name() + elsewhere_));
    polls_ = 0;
  }
  bool keep_waiting(PointSet) override { return ++polls_ < 10; }
  void answered(const TraceStep&) override {
    bench_.plug(parse_cable_spec("none"));
    polls_ = 0;
  }

 private:
  Workbench& bench_;
  std::string elsewhere_;
  int polls_ = 0;
};

std::vector<TraceStep> trace(BenchJig& jig, const std::string& elsewhere = "") {
  Lead lead(jig.bench, elsewhere);
  return trace_fixture(jig.jig, jig.fixture, {}, jig.clock, lead);
}

// "amp-4.4.T answers as 3"
std::vector<std::string> bad(const std::vector<TraceStep>& steps) {
  std::vector<std::string> out;
  for (const auto& s : steps)
    if (!s.good())
      out.push_back(s.contact.name() + " answers as " +
                    (s.answered ? std::to_string(point_number(*s.answered)) : "nothing"));
  return out;
}

}  // namespace

TEST_CASE("a trace of a fixture wired as it says finds every contact good") {
  for (const auto& fixture : kFixtures) {
    BenchJig jig("4.4-ts", fixture);
    std::size_t contacts = 0;
    for (const auto& s : jig.fixture.sockets) contacts += s.wires.size();
    const auto steps = trace(jig);
    CHECK(steps.size() == contacts);
    CHECK(bad(steps) == std::vector<std::string>{});
    jig.check_conduct();
  }
}

TEST_CASE("a trace finds every exchange of two wires within a socket") {
  unsigned tried = 0;
  for (const auto& fixture : kFixtures)
    for (const auto& socket : shipped().fixture(fixture).sockets)
      for (std::size_t a = 0; a < socket.wires.size(); ++a)
        for (std::size_t b = a + 1; b < socket.wires.size(); ++b) {
          const auto& [pin_a, point_a] = socket.wires[a];
          const auto& [pin_b, point_b] = socket.wires[b];
          const Contact ca{socket.name, pin_a}, cb{socket.name, pin_b};
          CAPTURE(ca.name());
          CAPTURE(cb.name());
          BenchJig jig("4.4-ts", fixture);
          jig.plug("none,exchange:" + ca.name() + ":" + cb.name());
          CHECK(bad(trace(jig)) ==
                std::vector<std::string>{ca.name() + " answers as " + std::to_string(point_number(point_b)),
                                         cb.name() + " answers as " + std::to_string(point_number(point_a))});
          ++tried;
        }
  MESSAGE(tried, " exchanges");
}

TEST_CASE("a trace skips a contact whose wire is cut, and goes on") {
  BenchJig jig("4.4-ts", "headphone-bench");
  jig.plug("none,cut:left.S");
  CHECK(bad(trace(jig)) == std::vector<std::string>{"left.S answers as nothing"});
}

TEST_CASE("a touch that bridges two contacts is no answer") {
  BenchJig jig("4.4-ts", "headphone-bench");
  for (const auto& step : trace(jig, ",touch:out-xlr3.1"))
    CHECK((step.answered.has_value() == (step.contact == Contact{"out-xlr3", "1"})));
}

TEST_CASE("a lead from a spare point touches what is joined to that point") {
  Scan scan;
  scan.matrix.rows = {0b0001, 0b1010, 0b0100, 0b1010};
  CHECK(touched_points(scan, Point{3}) == 0b0010);
  CHECK(touched_points(scan, Point{2}) == 0);
  CHECK(touched_points(scan, Point{9}) == 0);
  scan.held_low = 0b0100;
  CHECK(touched_points(scan, Point{3}) == 0);
  CHECK(touched_points(scan, {}) == 0b0100);
}
