#include "bench/trace.hpp"

#include "bench_jig.hpp"

using namespace buzzout;

namespace {

// Holds the lead where the trace asks for it, and gives up where nothing answers.
class Lead : public TraceObserver {
 public:
  Lead(Workbench& bench, std::string elsewhere = "") : bench_(bench), elsewhere_(std::move(elsewhere)) {}
  void touch(const Contact& c, Point) override {
    bench_.plug(parse_cable_edits("none,touch:" + c.name() + elsewhere_));
    polls_ = 0;
  }
  bool keep_waiting(PointSet) override { return ++polls_ < 10; }
  void answered(const TraceStep& s) override {
    bench_.plug(parse_cable_edits("none"));
    polls_ = 0;
    if (s.contact == gives_up_after_) throw GivenUp();
  }
  void remember(const FixtureEvidence& proofs) override { remembered = proofs; }

  struct GivenUp {};
  void give_up_after(const Contact& c) { gives_up_after_ = c; }
  FixtureEvidence remembered;

 private:
  Workbench& bench_;
  Contact gives_up_after_;
  std::string elsewhere_;
  int polls_ = 0;
};

std::vector<TraceStep> trace(BenchJig& jig, const std::string& elsewhere = "") {
  Lead lead(jig.bench, elsewhere);
  return trace_fixture(jig.jig, jig.fixture, {}, jig.clock, lead, jig.proofs);
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
  for (const auto& fixture : kHeadphoneBenches) {
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
  for (const auto& fixture : kHeadphoneBenches)
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

TEST_CASE("a trace that finds an exchange withdraws the old one, though it is given up at once") {
  BenchJig jig("4.4-ts", "headphone-bench");
  trace(jig);
  REQUIRE(jig.proofs.traced);
  jig.plug("none,exchange:amp-4.4.T:amp-4.4.R2");
  Lead lead(jig.bench);
  lead.give_up_after({"amp-4.4", "T"});
  CHECK_THROWS_AS(trace_fixture(jig.jig, jig.fixture, {}, jig.clock, lead, jig.proofs), Lead::GivenUp);
  CHECK_FALSE(lead.remembered.traced);
  CHECK(lead.remembered.misrouted == std::set<Contact>{{"amp-4.4", "T"}});
}

TEST_CASE("a trace that is given up before it has found anything withdraws the old one") {
  BenchJig jig("4.4-ts", "headphone-bench");
  trace(jig);
  Lead lead(jig.bench);
  lead.give_up_after({"amp-4.4", "T"});
  CHECK_THROWS_AS(trace_fixture(jig.jig, jig.fixture, {}, jig.clock, lead, jig.proofs), Lead::GivenUp);
  CHECK_FALSE(lead.remembered.traced);
  CHECK(lead.remembered.misrouted.empty());
}

TEST_CASE("a fixture with an exchange that a trace found judges nothing until a trace finds it repaired") {
  BenchJig jig("4.4-ts", "headphone-bench");
  jig.proofs.connected[{"amp-4.4", "T"}] = kNow;
  jig.plug("none,exchange:amp-4.4.T:amp-4.4.R2");
  trace(jig);
  CHECK_FALSE(jig.proofs.traced);
  CHECK_FALSE(jig.proofs.is_proved({"amp-4.4", "T"}, kNow));
  const Verdict refused = jig.test("good,swap:amp.T:amp.R2");  // it measures as a good cable does
  REQUIRE(refused.outcome == Outcome::error);
  CHECK(refused.problem->code == "fixture-miswired");
  CHECK(refused.problem->message.find("amp-4.4.T") != std::string::npos);

  BenchJig repaired("4.4-ts", "headphone-bench");
  repaired.proofs = jig.proofs;
  Lead skipping(repaired.bench, ",touch:out-xlr3.1");  // two contacts at once: no answers
  trace_fixture(repaired.jig, repaired.fixture, {}, repaired.clock, skipping, repaired.proofs);
  CHECK(repaired.test("good").outcome == Outcome::error);
  trace(repaired);
  CHECK(repaired.proofs.traced);
  CHECK(repaired.test("good").outcome == Outcome::pass);
}

TEST_CASE("an exchange in a socket that the cable does not use is no error of its test") {
  BenchJig jig("4.4-ts", "headphone-bench");
  jig.plug("none,exchange:out-xlr3.1:out-xlr3.2");
  trace(jig);
  CHECK(jig.proofs.misrouted.size() == 2);
  CHECK(jig.test("good").outcome == Outcome::pass);
}
