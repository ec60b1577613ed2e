#include <doctest/doctest.h>

#include <numeric>

#include "bench/self_test.hpp"
#include "bench_jig.hpp"
#include "core/half_holds.hpp"

using namespace buzzout;

namespace {

ConnectorType plug_of(const std::string& name, unsigned contacts) {
  ConnectorType t;
  t.name = t.title = name;
  t.shape = Shape::d_sub;
  for (unsigned k = 1; k <= contacts; ++k) t.contacts.push_back(std::to_string(k));
  return t;
}

// Two sockets on all points of a mega64: near.1 … and far.1 ….
Fixture two_sockets(unsigned near, unsigned far) {
  Fixture f;
  f.name = "many";
  f.board = "mega64";
  Point next = 0;
  for (const auto& [name, contacts] : {std::pair{"near", near}, {"far", far}}) {
    Socket s;
    s.name = s.label = name;
    s.type = plug_of(name, contacts);
    for (const auto& pin : s.type.contacts) s.wires.emplace_back(pin, next++);
    f.sockets.push_back(s);
  }
  return f;
}

// One net: near.1 and far.1, far.2, …, so many contacts; all others are free.
Profile one_net(const Fixture& fixture, unsigned contacts) {
  Profile p;
  p.name = "many";
  p.use = Use::data;
  p.trust = Trust::sourced;
  for (const auto& s : fixture.sockets) p.ends.push_back({s.name, s.type});
  Net net;
  net.name = "N";
  net.contacts.push_back({"near", "1"});
  for (unsigned k = 1; k < contacts; ++k) net.contacts.push_back({"far", std::to_string(k)});
  p.nets.push_back(net);
  return p;
}

struct ManyPoints {
  explicit ManyPoints(unsigned near = 8, unsigned contacts = 2)
      : fixture(two_sockets(near, 64 - near)), profile(one_net(fixture, contacts)) {
    jig.connect();
  }

  // Test points a, a + 1, … joined inside the jig, where no profile knows of it.
  void join(Point from, unsigned count) {
    std::string edits;
    for (Point p = from; p + 1 < from + count; ++p)
      edits +=
          ",bridge:" + std::to_string(point_number(p)) + ":" + std::to_string(point_number(p + 1));
    bench.plug(parse_cable_edits("good" + edits));
    bench.advance(0.1);
  }
  Evidence evidence() {
    const Evidence e = measure(jig);
    CHECK(bench.violations() == std::vector<std::string>{});
    CHECK(channel.jig().early_readings() == 0);
    return e;
  }
  Verdict judged(const Evidence& e) const { return judge({profile, fixture, map}, e, {}, kNow); }

  Fixture fixture;
  Profile profile;
  FixtureMap map{profile, fixture};
  ManualClock clock;
  Workbench bench{
      *find_board("mega64"), fixture, &profile, {}, [](const std::string& name) -> Profile {
        throw Error("unknown-profile", name);
      }};
  SimulatedChannel channel{"sim:", *find_board("mega64"), bench, clock};
  JigClient jig{channel, clock, 1000};
};

class LoopBacks : public SelfTestOperator {
 public:
  explicit LoopBacks(Workbench& bench) : bench_(bench) {}
  void unplug_everything() override { bench_.plug(parse_cable_edits("none")); }
  bool plug_loop_back(const Socket& s, const std::vector<std::string>&) override {
    bench_.plug(parse_cable_edits("none,loop:" + s.name));
    return true;
  }
  void still_in() override { bench_.plug(parse_cable_edits("none")); }
  void remember(const FixtureEvidence&) override {}

 private:
  Workbench& bench_;
};

std::string problem_of(const Verdict& v) {
  return v.problem ? v.problem->code : "";
}

}  // namespace

TEST_CASE("a cable on 64 points passes, and its evidence has every half") {
  ManyPoints many;
  many.join(0, 1);
  const Evidence e = many.evidence();
  CHECK(e.holds.size() == 64);
  CHECK(e.halves.size() == 12);
  CHECK(many.judged(e).outcome == Outcome::pass);

  for (std::size_t i = 0; i < e.halves.size(); ++i) {
    Evidence without = e;
    without.halves.erase(without.halves.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(many.judged(without).outcome == Outcome::error);
  }
}

TEST_CASE("however many free points are joined, no cable passes") {
  for (const unsigned count : {2U, 16U, 30U, 43U, 44U, 55U}) {
    CAPTURE(count);
    ManyPoints many;
    many.join(9, count);  // the net's points are 0 and 8
    const Evidence e = many.evidence();
    const Verdict v = many.judged(e);
    const bool seen_one_by_one = count <= 43;
    CHECK(v.outcome == (seen_one_by_one ? Outcome::fail : Outcome::error));
    CHECK(problem_of(v) == (seen_one_by_one ? "" : "too-many-joined"));
    // Without the halves, what is not seen would pass.
    const Expectation expected(many.profile, many.map);
    CHECK(expected.met_by(e.scans.back().matrix) == !seen_one_by_one);
  }
}

TEST_CASE("of two nets that are joined, the halves pull one low by the other, whichever they are") {
  // On paper: points that read alone one by one, of which two sets are joined.
  for (unsigned a = 0; a < 64; ++a)
    for (unsigned b = a + 1; b < 64; ++b) {
      ScanMatrix alone;
      for (Point p = 0; p < 64; ++p) alone.rows.push_back(only(p));
      bool a_by_b = false, b_by_a = false;
      for (const PointSet half : halves_of(alone)) {
        a_by_b = a_by_b || (has(half, b) && !has(half, a));
        b_by_a = b_by_a || (has(half, a) && !has(half, b));
      }
      REQUIRE(a_by_b);
      REQUIRE(b_by_a);
    }
}

TEST_CASE("halves stand beside their complements, and nets stay whole in them") {
  ScanMatrix m;
  for (Point p = 0; p < 64; ++p)
    m.rows.push_back(p % 3 == 0 && p < 48 ? 0x0000249249249249 & first_points(48) : only(p));
  const auto halves = halves_of(m);
  REQUIRE(halves.size() == 12);
  for (std::size_t i = 0; i < halves.size(); i += 2)
    CHECK((halves[i] ^ halves[i + 1]) == ~PointSet{0});
  for (const PointSet half : halves) {
    const PointSet net = m.rows[0] & half;
    CHECK((net == 0 || net == m.rows[0]));
  }
  m.rows.resize(16);
  CHECK(halves_of(m).empty());
}

TEST_CASE("a net of 16 points passes, and one of 17 is refused with the reason") {
  ManyPoints most(8, 16);
  most.join(0, 1);
  CHECK(most.judged(most.evidence()).outcome == Outcome::pass);
  ManyPoints beyond(8, 17);
  beyond.join(0, 1);
  const Verdict v = beyond.judged(beyond.evidence());
  CHECK(v.outcome == Outcome::error);
  CHECK(problem_of(v) == "too-many-points");
  CHECK(v.problem->message == "net N joins 17 test points, and one pin of the jig can hold 16 low");
}

TEST_CASE(
    "a loop-back plug of many contacts proves its socket where all of them are seen, and accuses "
    "no wire else") {
  ManyPoints seen(24);
  LoopBacks person(seen.bench);
  FixtureEvidence proofs;
  SelfTestResult result = self_test_fixture(seen.jig, seen.fixture, person, proofs, kNow);
  REQUIRE(result.steps.size() == 3);
  CHECK(result.proved_all());

  ManyPoints unseen(8);
  LoopBacks other(unseen.bench);
  result = self_test_fixture(unseen.jig, unseen.fixture, other, proofs = {}, kNow);
  REQUIRE(result.steps.size() == 3);
  CHECK(result.steps[1].proved());
  REQUIRE(result.steps[2].problem.has_value());
  CHECK(result.steps[2].problem->code == "too-many-points");
  CHECK(proofs.broken.empty());
}
