// Ohms of a cable in somebody's hands: what moves, what strays, and what does not count.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/core_sample.hpp"
#include "live/live.hpp"
#include "ohms/uncertainty.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

constexpr double kNoPath = std::numeric_limits<double>::infinity();

// Looked at every 50 ms; between two looks L- is measured, on a Kelvin jig that is not calibrated.
struct Pressed {
  explicit Pressed(OhmMethod m = OhmMethod::kelvin) : method(m) {}

  void look(std::optional<OhmLook> ohms, bool whole = true, PointSet held = 0) {
    Look l{now, 0, held, {}, {}};
    if (held == 0) l.matrix = whole ? cable.expected.matrix() : without_l_minus();
    l.ohms = std::move(ohms);
    state = follow(std::move(state), l, job);
    now += 50;
  }
  OhmLook measured(double ohm) const {
    return {{low, far, ohm, uncertainty_of(method, std::isfinite(ohm) ? ohm : 0, nullptr, 0, 1, {})}, repeats_within(method, ohm), {}};
  }
  OhmLook failed(const char* code) const { return {{low, far, 0, 0}, repeats_within(method, 0), Problem{code, "no value", "", ""}}; }
  void hold(double ohm, std::int64_t ms) {
    for (const std::int64_t until = now + ms; now < until;) look(measured(ohm));
  }
  ScanMatrix without_l_minus() const {
    ScanMatrix m = cable.expected.matrix();
    m.rows[low] = only(low);
    m.rows[far] = only(far);
    return m;
  }
  std::vector<std::string> upsets() const {
    std::vector<std::string> out;
    for (const auto& u : all_upsets(state)) out.push_back(in_words(u));
    return out;
  }
  std::string status() const { return std::string(to_string(state.status)); }

  Placed cable{balanced()};
  Job job{cable.profile, cable.fixture, cable.map};
  OhmMethod method;
  Point low = lowest(cable.point("amp.R1")), far = lowest(cable.point("left.S"));
  LiveState state;
  std::int64_t now = 0;
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a joint that jumps beyond the limit while it is pressed is remembered when it lies still") {
  Pressed p;
  p.hold(0.2, 2000);
  CHECK(p.status() == "right");
  for (int i = 0; i < 2; ++i) {
    p.hold(5, 100);
    CHECK(p.status() == "wrong");
    CHECK(finding(p.state, p.job).outcome == Outcome::fail);
    p.hold(0.2, 400);
  }
  p.hold(0.2, 60'000);
  CHECK(p.upsets() == Words{"L- (amp.R1, left.S) rose by 4.8 Ω twice"});
  CHECK(p.status() == "unsteady");
  const LiveState again = redone(p.state);
  CHECK_FALSE(again.has_open_upsets());
  CHECK(again.ohms.empty());
}

TEST_CASE("one reading beyond the limit is enough, and so is one that is not steady or shows no path") {
  for (const double ohm : {2.5, 5.0, 1e4, kNoPath}) {
    CAPTURE(ohm);
    Pressed p;
    p.hold(0.2, 2000);
    p.look(p.measured(ohm));
    p.hold(0.2, 3000);
    REQUIRE(p.state.upsets.size() == 1);
    CHECK(p.state.upsets[0].kind == Upset::Kind::strayed);
    CHECK(p.state.upsets[0].change.has_value() == std::isfinite(ohm));
  }
}

TEST_CASE("every swing is told or within what readings of one resistance differ by, and fails if it passes the limit") {
  // The limit is 2 Ω; U of an uncalibrated Kelvin reading of some ohms is about 0.2 Ω.
  for (int from = 0; from <= 40; ++from)
    for (int to = 0; to <= 60; ++to) {
      const double a = from * 0.05, b = to * 0.1;
      CAPTURE(a);
      CAPTURE(b);
      Pressed p;
      p.hold(a, 2000);
      p.look(p.measured(b));
      p.hold(a, 3000);
      const auto reading = resistances_of(p.state).at(0);
      const double u = uncertainty_of(OhmMethod::kelvin, b, nullptr, 0, 1, {});
      const bool beyond = b - u > 2 || b - std::min(a, b) - repeats_within(OhmMethod::kelvin, b) > 2;
      CHECK(p.upsets().empty() == !beyond);
      CHECK((reading.status == ResistanceStatus::too_high) == (a - uncertainty_of(OhmMethod::kelvin, a, nullptr, 0, 1, {}) > 2));
      if (!beyond) CHECK(swings(p.state).empty() == !(std::abs(a - b) > repeats_within(OhmMethod::kelvin, a)));
    }
}

TEST_CASE("a rise above the least that was seen counts though nothing is known of the path's zero") {
  // Half Kelvin by nominal values: U is 8 Ω, and the same joint may read 8 Ω too little.
  for (const double zero : {-8.0, 0.0, 8.0}) {
    CAPTURE(zero);
    Pressed p(OhmMethod::half_kelvin);
    p.hold(zero + 0.2, 2000);
    p.hold(zero + 6, 100);
    p.hold(zero + 0.2, 3000);
    REQUIRE(p.state.upsets.size() == 1);
    CHECK(*p.state.upsets[0].change == doctest::Approx(5.8));
  }
}

TEST_CASE("what is soldered, plugged in or pulled does not stray, and neither does a wire that was never good") {
  Pressed fresh;
  fresh.hold(0.2, 500);  // not settled
  fresh.hold(5, 100);
  fresh.hold(0.2, 3000);
  CHECK(fresh.upsets().empty());
  Pressed bad;
  bad.hold(5, 5000);
  CHECK(bad.status() == "wrong");
  CHECK(bad.upsets().empty());
  Pressed pulled;
  pulled.hold(0.2, 2000);
  pulled.look(pulled.measured(kNoPath));
  ScanMatrix nothing = pulled.cable.expected.matrix();
  for (Point q = 0; q < nothing.points(); ++q) nothing.rows[q] = only(q);
  for (int i = 0; i < 60; ++i) {
    pulled.state = follow(std::move(pulled.state), Look{pulled.now, 0, 0, nothing, {}}, pulled.job);
    pulled.now += 50;
  }
  CHECK(pulled.state.upsets.empty());
  CHECK(pulled.state.ohms.empty());
}

TEST_CASE("near a grounded look nothing counts") {
  Pressed p;
  p.hold(0.2, 2000);
  p.look(p.measured(5));
  p.look({}, true, only(p.low));
  p.look(p.measured(5));
  p.hold(0.2, 3000);
  CHECK(p.upsets().empty());
}

TEST_CASE("an attempt that gave no value, and was none of a voltage from outside, is a jump if the next one is good") {
  for (const auto& [code, times] : {std::pair{"jig-reference", 1U}, {"sense-wire", 1U}, {"jig-addon", 1U}, {"powered-cable", 0U}}) {
    CAPTURE(code);
    Pressed p;
    p.hold(0.2, 2000);
    p.look(p.failed(code));
    CHECK(p.state.ohm_problem);
    p.hold(0.2, 3000);
    CHECK_FALSE(p.state.ohm_problem);
    CHECK(p.state.upsets.size() == times);
    Pressed lasting;
    lasting.hold(0.2, 2000);
    for (int i = 0; i < 100; ++i) lasting.look(lasting.failed(code));
    CHECK(lasting.upsets().empty());
  }
}

TEST_CASE("a wire that lets go forgets its ohms") {
  Pressed p;
  p.hold(0.2, 2000);
  p.hold(1.2, 200);
  CHECK(swings(p.state).size() == 1);
  p.look(p.measured(0.2), false);
  CHECK(p.state.ohms.empty());
  p.hold(0.2, 200);
  CHECK(swings(p.state).empty());
  CHECK(p.upsets() == Words{"L- (amp.R1, left.S) let go once"});
}
