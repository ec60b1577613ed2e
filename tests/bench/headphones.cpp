// Headphones at the end of a cable, on the three jigs that measure ohms and on one that does not.
#include <cmath>
#include <map>

#include "bench/bench_jig.hpp"
#include "bench/cable_scanner.hpp"
#include "bench/cable_tester.hpp"
#include "bench/headphones_off.hpp"
#include "bench/learning_bench.hpp"
#include "core/attached_headphones.hpp"
#include "core/profile_content.hpp"
#include "simulation/jig_build.hpp"

using namespace buzzout;

namespace {

using Value = HeadphoneOhms::Value;

struct OhmJig {
  const char* fixture;
  bool addon;
};
const std::vector<OhmJig> kOhmJigs = {{"headphone-bench", false}, {"headphone-bench-uno-ohms", false}, {"headphone-bench", true}};

Fixture on(const OhmJig& jig) {
  Fixture f = shipped().fixture(jig.fixture);
  for (Point p = 0; jig.addon && p < 16; ++p) f.taps[p] = p;
  return f;
}

// Calibrated with a link lead and a known resistor, both without errors.
struct HeadphoneJig : BenchJig {
  HeadphoneJig(const OhmJig& on_jig, const std::string& cable, bool calibrated_ = true)
      : BenchJig(shipped().profile(cable + "+headphones"), on(on_jig), {}), calibrated(calibrated_) {}

  OhmTask task() {
    OhmTask out = ohm_task(jig.identity(), job);
    if (!calibrated) return out;
    Calibration c;
    c.method = out.method;
    for (const auto& path : out.paths) c.zeros.push_back(Calibration::between(path.from, path.to, 0, 5));
    c.span = Calibration::Span{1, {}, 100, 0.1, "", 0};
    out.calibration = c;
    return out;
  }
  Verdict measured(const std::string& edits) {
    plug(edits);
    return test_cable(jig, job, proofs, kNow, {}, task());
  }

  bool calibrated;
};

bool is_told(const Verdict& v, const std::string& words) {
  return std::ranges::any_of(v.diagnoses, [&](const Diagnosis& d) { return d.summary.find(words) != std::string::npos; });
}

bool has(const Verdict& v, NotTestedCode code) {
  return std::ranges::any_of(v.not_tested, [&](const NotTested& n) { return n.code == code; });
}

void check_value(const std::optional<Value>& v, double truth) {
  REQUIRE(v);
  CHECK(std::abs(v->value - truth) <= v->uncertainty);
}

struct Wrong {
  const char* edits;
  const char* told;
};

}  // namespace

TEST_CASE("balanced headphones pass on each jig that measures ohms, and each thing that is wrong with them is told") {
  const std::vector<Wrong> wrong = {
      {"part:left:open", "The left side is open"},
      {"part:right:open", "The right side is open"},
      {"open:amp.R1", "The left side is open"},
      {"part:left:short", "The left side"},
      {"short:amp.R2:amp.R3", "The right side"},
      {"part:left:300", "they differ by"},
      {"part:left:40", "they differ by"},
      {"ohms:amp.R2:10", "they differ by"},
      {"part:left:3k", "The left side"},
      {"short:amp.R1:amp.R3", ""},
      {"short:amp.T:amp.R2", ""},
      {"short:amp.S:amp.R1", ""},
  };
  for (const auto& on_jig : kOhmJigs) {
    CAPTURE(on_jig.fixture);
    CAPTURE(on_jig.addon);
    HeadphoneJig jig(on_jig, "4.4-ts");
    const Verdict good = jig.measured("good");
    CAPTURE(in_words(good));
    REQUIRE(good.outcome == Outcome::pass);
    CHECK_FALSE(good.marginal);
    CHECK(good.coverage == Coverage::continuity_and_ohms);
    CHECK(good.balanced_safe.answer != BalancedSafe::Answer::no);
    REQUIRE(good.headphones);
    check_value(good.headphones->left, 32.1);
    check_value(good.headphones->right, 32.1);
    check_value(good.headphones->match, 0);
    CHECK_FALSE(good.headphones->common);
    CHECK(good.headphones->current_ma > 4);
    CHECK(good.headphones->current_ma < 12);
    for (const auto code : {NotTestedCode::headphone_polarity, NotTestedCode::headphone_sides, NotTestedCode::headphone_place, NotTestedCode::headphone_drivers})
      CHECK(has(good, code));
    for (const auto& w : wrong) {
      CAPTURE(w.edits);
      const Verdict v = jig.measured(w.edits);
      CAPTURE(in_words(v));
      CHECK(v.outcome == Outcome::fail);
      CHECK_FALSE(v.diagnoses.empty());
      CHECK(is_told(v, w.told));
    }
    CHECK(jig.measured("none").outcome == Outcome::no_cable);
    CHECK(jig.measured("part:left:open,part:right:open").outcome == Outcome::no_cable);
    jig.check_conduct();
  }
}

TEST_CASE("headphones with one return pass, and what their three contacts hide from two readings is found") {
  const std::vector<Wrong> wrong = {
      {"part:left:open", "The left side is open"},
      {"part:left:short", "The left side"},
      {"part:right:45", "they differ by"},
      {"short:amp.T:amp.R", "Left and right are joined"},
      {"open:amp.S", "The return that both sides share is open"},
      {"ohms:amp.S:4", "The return that both sides share"},
      {"leak:amp.T:amp.R:50", "The return that both sides share"},
  };
  for (const auto& on_jig : kOhmJigs) {
    CAPTURE(on_jig.fixture);
    CAPTURE(on_jig.addon);
    HeadphoneJig jig(on_jig, "3.5-ts");
    const Verdict good = jig.measured("good");
    CAPTURE(in_words(good));
    REQUIRE(good.outcome == Outcome::pass);
    REQUIRE(good.headphones);
    check_value(good.headphones->left, 32.05);
    check_value(good.headphones->right, 32.05);
    check_value(good.headphones->common, 0.05);
    CHECK(has(good, NotTestedCode::headphone_leak));
    for (const auto& w : wrong) {
      CAPTURE(w.edits);
      const Verdict v = jig.measured(w.edits);
      CAPTURE(in_words(v));
      CHECK(v.outcome == Outcome::fail);
      CHECK(is_told(v, w.told));
    }
    jig.check_conduct();
  }
}

TEST_CASE("no star and no leak passes that the values it would have do not allow") {
  unsigned passed = 0, all = 0;
  for (const auto& on_jig : kOhmJigs) {
    CAPTURE(on_jig.fixture);
    CAPTURE(on_jig.addon);
    HeadphoneJig jig(on_jig, "3.5-ts");
    for (const double left : {0.05, 3.0, 16.0, 32.0, 36.0, 300.0})
      for (const double right : {0.05, 16.0, 32.0, 33.0, 300.0})
        for (const double common : {0.05, 1.0, 1.9, 2.2, 30.0})
          for (const double leak : {0.05, 30.0, 2000.0, 1e12}) {
            if (left > 100 && leak < 1e3) continue;
            const auto n = [](double v) { return std::to_string(v); };
            const std::string edits = "part:left:" + n(left) + ",part:right:" + n(right) + ",ohms:amp.S:" + n(common) +
                                      ",leak:amp.T:amp.R:" + n(leak);
            CAPTURE(edits);
            const Verdict v = jig.measured(edits);
            CAPTURE(in_words(v));
            ++all;
            if (v.outcome != Outcome::pass) continue;
            ++passed;
            // What the three contacts measure, by Kirchhoff: the two sides with a joint each, the leak beside both.
            const double l = left + 0.05, r = right + 0.05;
            const double ts = l * (leak + r) / (l + leak + r), rs = r * (leak + l) / (r + leak + l), tr = leak * (l + r) / (leak + l + r);
            const double shared = (ts + rs - tr) / 2 + common, own_left = (ts + tr - rs) / 2, own_right = (rs + tr - ts) / 2;
            REQUIRE(v.headphones);
            REQUIRE(v.headphones->common);
            const auto& h = *v.headphones;
            CHECK(shared <= 2 + 2 * h.common->uncertainty);
            CHECK(std::min(own_left, own_right) >= 4);
            CHECK(std::abs(own_left - own_right) / (own_left + own_right) * 200 <= 10 + h.match->uncertainty);
          }
  }
  MESSAGE(passed << " of " << all << " pass");
  CHECK(passed > 20);
  CHECK(passed < all / 4);
}

TEST_CASE("of jigs of all tolerances, each value lies within its uncertainty") {
  for (const auto& on_jig : kOhmJigs) {
    if (on_jig.addon) continue;  // its errors are those of its own parts
    CAPTURE(on_jig.fixture);
    unsigned inside = 0, all = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed)
      for (const double ohm : {16.0, 32.0, 300.0}) {
        CAPTURE(seed);
        CAPTURE(ohm);
        HeadphoneJig jig(on_jig, "3.5-ts", false);
        jig.bench.set_build(JigBuild::of_seed(*find_board(jig.fixture.board), seed));
        const std::string o = std::to_string(ohm);
        jig.plug("part:left:" + o + ",part:right:" + o);
        const OhmTask task = jig.task();
        const Evidence e = measure(jig.jig, task);
        REQUIRE_FALSE(e.ohms.problem);
        const auto h = headphone_ohms(jig.profile, jig.map, e.ohms);
        REQUIRE(h);
        REQUIRE(h->common);
        const auto look = [&](const Value& v, double truth) {
          ++all;
          inside += std::abs(v.value - truth) <= v.uncertainty;
        };
        look(*h->left, ohm + 0.05);
        look(*h->right, ohm + 0.05);
        look(*h->common, 0.05);
        look(*h->match, 0);
      }
    MESSAGE(on_jig.fixture << ": " << inside << " of " << all << " within U");
    CHECK(inside * 100 >= all * 95);
  }
}

TEST_CASE("a jig that tells too little, or nothing in ohms, lets no headphones pass") {
  HeadphoneJig coarse(kOhmJigs[1], "4.4-ts", false);
  const Verdict v = coarse.measured("good");
  CAPTURE(in_words(v));
  CHECK(v.outcome == Outcome::error);
  REQUIRE(v.problem);
  CHECK(v.problem->code == "needs-ohms");
  REQUIRE(v.problem->action);
  CHECK(v.problem->action->code == ActionCode::calibrate);
  for (const char* cable : {"4.4-ts", "3.5-ts"}) {
    HeadphoneJig digital({"headphone-bench-uno", false}, cable, false);
    for (const char* edits : {"good", "part:left:short", "part:right:open"}) {
      CAPTURE(edits);
      CHECK(digital.measured(edits).outcome != Outcome::pass);
    }
    const Verdict good = digital.measured("good");
    REQUIRE(good.problem);
    CHECK(good.problem->code == "needs-ohms");
  }
}

TEST_CASE("every headphone cable of the library has headphones at its end, which ask something else than the cable does") {
  unsigned known = 0, refused = 0;
  for (const auto& name : shipped_profiles()) {
    CAPTURE(name);
    const Profile cable = shipped().profile(name);
    std::optional<Profile> p;
    try {
      p = shipped().profile(name + "+headphones");
    } catch (const Error& e) {
      CHECK(e.code == "no-headphone-cable");
      ++refused;
      continue;
    }
    ++known;
    CHECK(p->name == name + "+headphones");
    CHECK(p->sha256 == cable.sha256);
    CHECK(p->connector_hashes() == cable.connector_hashes());
    CHECK(canonical_form(*p) != canonical_form(cable));
    CHECK(p->ends.size() < cable.ends.size());
    CHECK(p->parts.size() == 2);
    for (const auto& net : p->nets)
      for (const auto& c : net.contacts) CHECK(p->has_contact(c));
    for (const auto& c : p->ignored) CHECK(p->has_contact(c));
  }
  CHECK(known > 20);
  CHECK(refused > 20);
  for (const char* other : {"trrs-3.5-ctia-extension", "xlr-3-mic", "trs-6.35-patch", "pentaconn-4.4-extension:nothing"})
    CHECK_THROWS_AS(shipped().profile(std::string(other) + "+headphones"), Error);
}

TEST_CASE("nothing is tested on a head: somebody must have said that it is not worn") {
  LearningBench bench({"pentaconn-4.4-to-dual-ts-3.5"}, "headphone-bench");
  TesterRequest request{"pentaconn-4.4-to-dual-ts-3.5+headphones", "sim:good", bench.fixture};
  CHECK_THROWS_WITH_AS(CableTester(bench.places, request), doctest::Contains("nobody's head"), Error);
  request.nobody_wears_it = true;
  CableTester tester(bench.places, request);
  const TestRecord r = tester.measure();
  CHECK(r.verdict.outcome == Outcome::pass);
  CHECK(r.verdict.headphones);

  ScriptedPerson person;
  person.says(Prompt::Kind::take_off_head, {kDone});
  ask_for_headphones_off(person.prompts);
  CHECK(person.is_through());
  ScriptedPerson refuses;
  CHECK_THROWS_AS(ask_for_headphones_off(refuses.prompts), InterruptedError);
}

TEST_CASE("a scan of headphones needs their socket, and finds what it is without a profile") {
  LearningBench bench({"pentaconn-4.4-to-dual-ts-3.5", "trs-3.5-to-dual-ts-3.5"}, "headphone-bench");
  const auto scanned = [&](const std::string& cable, const std::string& socket) {
    CableScanner scanner(bench.places, {"sim:" + cable, bench.fixture, nullptr, {}}, bench);
    return scanner.scan_headphones({socket}, kNow);
  };
  const CableScan good = scanned("4.4-ts+headphones,part:right:33", "amp-4.4");
  REQUIRE(good.ohms);
  check_value(good.ohms->left, 32.1);
  check_value(good.ohms->right, 33.1);
  CHECK(good.headphone->kind == WholeHeadphone::Kind::apart);
  const CableScan joined = scanned("4.4-ts+headphones,short:amp.R1:amp.R3", "amp-4.4");
  CHECK(joined.headphone->kind == WholeHeadphone::Kind::joined);
  REQUIRE(joined.ohms);
  check_value(joined.ohms->left, 32.1);
  const CableScan open = scanned("4.4-ts+headphones,part:left:open", "amp-4.4");
  CHECK_FALSE(open.headphone);
  REQUIRE(open.ohms);
  CHECK(std::isinf(open.ohms->left->value));
  check_value(open.ohms->right, 32.1);
  const CableScan shared = scanned("3.5-ts+headphones,part:left:short", "amp-3.5");
  REQUIRE(shared.ohms);
  CHECK(shared.ohms->left->status == ResistanceStatus::too_low);
  CHECK_THROWS_WITH_AS(scanned("4.4-ts", "amp-4.4"), doctest::Contains("something else"), Error);
  CableScanner scanner(bench.places, {"sim:4.4-ts+headphones", bench.fixture, nullptr, {}}, bench);
  CHECK_THROWS_WITH_AS(scanner.require_headphone_socket({}), doctest::Contains("nobody said which socket"), Error);
  CHECK_THROWS_AS(scanner.require_headphone_socket({"amp-4.4", "amp-3.5"}), Error);
}
