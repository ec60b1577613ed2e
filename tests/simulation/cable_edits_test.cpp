#include <doctest/doctest.h>

#include "bench_of_tests.hpp"

using namespace buzzout;

namespace {

const PointSet LP = points({0, 5}), LM = points({1, 6}), RP = points({2, 7}), RM = points({3, 8});

}  // namespace

TEST_CASE("a good cable scans as its nets on both boards") {
  for (const std::string& board : std::vector<std::string>{"uno", "mega"}) {
    CAPTURE(board);
    TestBench t("good", board);
    CHECK(t.scan() == scan_of({LP, LM, RP, RM}));
    CHECK(t.bench.violations().empty());
  }
}

TEST_CASE("nothing plugged in scans as lone points") {
  TestBench t("none");
  CHECK(t.scan() == scan_of({}));
}

TEST_CASE("a broken joint takes only its own contact off the net") {
  TestBench t("open:amp.R1");
  CHECK(t.scan() == scan_of({LP, RP, RM}));
  Profile shared = balanced_cable();
  shared.nets = {{"G", {{"amp", "S"}, {"left", "S"}, {"right", "S"}}}};
  Workbench bench(t.board, t.fixture, &shared, {}, find_test_profile);
  TestBench u;
  u.under_test = shared;
  u.plug("open:left.S");
  CHECK(u.scan() == scan_of({points({4, 8})}));
}

TEST_CASE("a solder bridge joins two nets") {
  TestBench t("short:amp.T:amp.R1");
  CHECK(t.scan() == scan_of({LP | LM, RP, RM}));
}

TEST_CASE("exchanged joints cross two wires") {
  TestBench t("swap:left.T:left.S");
  CHECK(t.scan() == scan_of({points({0, 6}), points({1, 5}), RP, RM}));
}

TEST_CASE("a joint exchanged with an unused contact takes the wire along") {
  TestBench t("swap:amp.R1:amp.S");
  CHECK(t.scan() == scan_of({LP, points({4, 6}), RP, RM}));
}

TEST_CASE("edits of one cable apply together") {
  TestBench t("swap:amp.R1:amp.R2,short:left.T:left.S,open:right.S");
  CHECK(t.scan() == scan_of({points({0, 5, 2, 6}), points({1, 7})}));
}

TEST_CASE("a leak above the pull-up's reach is no connection, one below it is") {
  CHECK(TestBench("leak:amp.T:amp.R1:200k").scan() == scan_of({LP, LM, RP, RM}));
  CHECK(TestBench("leak:amp.T:amp.R1:1k").scan() == scan_of({LP | LM, RP, RM}));
}

TEST_CASE("a joint of 100 k reads as open, one of 4.7 ohm as a wire") {
  CHECK(TestBench("ohms:amp.R1:4.7").scan() == scan_of({LP, LM, RP, RM}));
  CHECK(TestBench("ohms:amp.R1:100k").scan() == scan_of({LP, RP, RM}));
}

TEST_CASE("the joint's resistance is what a Kelvin measurement finds") {
  struct Case {
    std::string text;
    double ohms;
  };
  for (const auto& [text, ohms] :
       {Case{"good", 0.1}, Case{"ohms:amp.T:4.7", 4.75}, Case{"ohms:amp.T:0", 0.051},
        Case{"short:amp.T:left.T", 1 / (1 / 0.1 + 1 / 0.05)}}) {
    CAPTURE(text);
    TestBench t(text, "mega");
    t.bench.drive(0, Drive::low);
    t.bench.drive_sense(5, Drive::low);
    t.bench.advance(1e-3);
    t.bench.drive(0, Drive::high);
    t.bench.advance(1e-3);
    const double vi = t.bench.volts(0), vj = t.bench.volts(5);
    // The current flows through 470 Ω and the high driver's 28 Ω.
    CHECK((vi - vj) / ((5 - vi) / 498) == doctest::Approx(ohms).epsilon(1e-6));
    CHECK(vj == doctest::Approx(25 * (5 - vi) / 498).epsilon(1e-6));
    CHECK(t.bench.violations().empty());
  }
}

TEST_CASE("a diode links one way only") {
  TestBench t("open:left.T,diode:amp.T:left.T");
  auto expected = scan_of({LM, RP, RM});
  expected[5] |= only(0);  // the pull-up of the anode is drawn down through it
  CHECK(t.scan() == expected);
  // 0.6 V, and about 0.12 mA from the pull-up through two times 470 Ω.
  t.precharge();
  t.set(5, Drive::low);
  t.bench.advance(1e-3);
  CHECK(t.bench.volts(0) == doctest::Approx(0.72).epsilon(0.02));
}

TEST_CASE("two diodes in opposite directions link both ways") {
  TestBench t("open:left.T,diode:amp.T:left.T,diode:left.T:amp.T");
  CHECK(t.scan() == scan_of({LP, LM, RP, RM}));
}

TEST_CASE("an unplugged end reaches no point") {
  TestBench t("unplug:left");
  CHECK(t.scan() == scan_of({RP, RM}));
  t.plug("unplug:cup-1");
  CHECK(t.scan() == scan_of({RP, RM}));
}

TEST_CASE("another profile's cable goes where its plugs fit") {
  TestBench t("jack-cable");
  CHECK(t.scan() == scan_of({points({9, 13}), points({11, 12})}));
  // The user's choices for the cable under test do not hinder it.
  TestBench u("jack-cable", "uno", {{"amp", "amp-4.4"}});
  CHECK(u.scan() == scan_of({points({9, 13}), points({11, 12})}));
}

TEST_CASE("a TS plug in a TRS socket joins ring and sleeve") {
  const Profile cable = ts_cable();
  TestBench t;
  Workbench bench(t.board, t.fixture, &cable, {{"plug", "jack"}}, find_test_profile);
  bench.plug(parse_cable_edits("good"));
  for (Point p = 0; p < 16; ++p) bench.drive(p, p == 12 ? Drive::low : Drive::pull_up);
  bench.advance(20e-6);
  for (Point p = 0; p < 16; ++p) CHECK(bench.reads_low(p) == (p == 10 || p == 11 || p == 12));
}

TEST_CASE("a second cable beside the first shows, even in a socket that shares points") {
  TestBench t("also:small-adapter");
  CHECK(t.scan() == scan_of({LP | only(12), LM, RP, RM | only(15)}));
  TestBench u("also:jack-cable");
  CHECK(u.scan() == scan_of({LP, LM, RP, RM, points({9, 13}), points({11, 12})}));
}

TEST_CASE("a loop-back plug joins all contacts of its socket") {
  TestBench t("none,loop:xlr4");
  CHECK(t.scan() == scan_of({points({12, 13, 14, 15})}));
  t.plug("none,loop:amp");  // by the name of the end that goes there
  CHECK(t.scan() == scan_of({points({0, 1, 2, 3, 4})}));
  t.plug("unplug:left,loop:left");
  CHECK(t.scan() == scan_of({points({5, 6}), RP, RM}));
}

TEST_CASE("a lead held to a contact pulls it to ground") {
  TestBench t("none,touch:xlr4.3");
  t.pull_up_all();
  t.bench.advance(1e-3);
  CHECK(t.read_all() == only(14));
  t.plug("touch:amp.T");
  t.bench.advance(1e-3);
  CHECK(t.read_all() == LP);
}

TEST_CASE("an outside voltage does not go away when the point floats") {
  TestBench t("powered:3:5");
  for (Point p = 0; p < 16; ++p) t.set(p, Drive::low);
  t.bench.advance(20e-6);
  for (Point p = 0; p < 16; ++p) t.set(p, Drive::floating);
  t.bench.advance(10e-6);
  CHECK(t.read_all() == (first_points(16) & ~RP));
  CHECK(t.bench.volts(2) == doctest::Approx(5).epsilon(0.001));
  t.plug("good");  // it belongs to the cable
  for (Point p = 0; p < 16; ++p) t.set(p, Drive::low);
  t.bench.advance(20e-6);
  CHECK(t.read_all() == first_points(16));
}

TEST_CASE("a flaky joint is seen open and closed, the same way every time") {
  const auto watch = [](unsigned seed) {
    TestBench t;
    Workbench bench(t.board, t.fixture, &t.under_test, {}, find_test_profile, seed);
    bench.plug(parse_cable_edits("flaky:amp.T"));
    bench.drive(0, Drive::low);
    bench.drive(5, Drive::pull_up);
    std::string seen;
    for (int i = 0; i < 2000; ++i) {
      bench.advance(50e-6);
      seen += bench.reads_low(5) ? '-' : '^';
    }
    return seen;
  };
  const std::string seen = watch(1);
  CHECK(seen == watch(1));
  CHECK(seen != watch(2));
  CHECK(seen.front() == '-');
  std::size_t longest = 0, shortest = 2000, run = 1, changes = 0;
  for (std::size_t i = 1; i < seen.size(); ++i, ++run) {
    if (seen[i] == seen[i - 1]) continue;
    longest = std::max(longest, run);
    shortest = std::min(shortest, run);
    run = 0;
    ++changes;
  }
  CHECK(changes > 20);  // 100 ms of dwells of 2.5 ms in the mean
  CHECK(longest <= 101);
  CHECK(shortest >= 1);
}
