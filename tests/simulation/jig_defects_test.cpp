#include <doctest/doctest.h>

#include "bench_of_tests.hpp"

using namespace buzzout;

namespace {

const PointSet LP = points({0, 5}), LM = points({1, 6}), RP = points({2, 7}), RM = points({3, 8});

}  // namespace

TEST_CASE("a stuck pin reads its level whatever is driven") {
  for (const std::string& board : std::vector<std::string>{"uno", "mega"}) {
    CAPTURE(board);
    TestBench t("none,stuck:7:low,stuck:11:high", board);
    t.pull_up_all();
    t.bench.advance(1e-3);
    CHECK(t.read_all() == only(6));
    t.set(6, Drive::high);
    t.bench.advance(1e-3);
    CHECK(t.bench.reads_low(6));
    t.set(10, Drive::low);
    t.bench.advance(1e-3);
    CHECK_FALSE(t.bench.reads_low(10));
  }
}

TEST_CASE("a pin stuck low drags its net down") {
  TestBench t("stuck:7:low");
  t.pull_up_all();
  t.bench.advance(1e-3);
  CHECK(t.read_all() == LM);
}

TEST_CASE("a dead driver neither drives low nor high but still reads") {
  for (const std::string& board : std::vector<std::string>{"uno", "mega"}) {
    CAPTURE(board);
    TestBench t("dead:1", board);
    auto expected = scan_of({LP, LM, RP, RM});
    expected[0] = 0;  // it drives nothing, not even itself
    CHECK(t.scan() == expected);
    t.plug("none");
    t.pull_up_all();
    t.bench.advance(1e-3);
    CHECK(t.bench.volts(0) == doctest::Approx(5).epsilon(0.01));  // the pull-up works
  }
}

TEST_CASE("a bridge inside the jig joins two points") {
  TestBench t("none,bridge:7:16");
  CHECK(t.scan() == scan_of({points({6, 15})}));
}

TEST_CASE("a cut wire behind a socket hides the cable's contact") {
  TestBench t("cut:amp.R1");
  CHECK(t.scan() == scan_of({LP, RP, RM}));
  TestBench u("cut:amp-4.4.R1,short:amp.R1:amp.R2");
  CHECK(u.scan() == scan_of({LP, RP | only(6), RM}));
}

TEST_CASE("exchanged wires behind a socket cross the points") {
  TestBench t("exchange:amp-4.4.T:amp-4.4.S");
  CHECK(t.scan() == scan_of({points({4, 5}), LM, RP, RM}));
}

TEST_CASE("a sense wire joins its point to the point that it reads, and goes where its defect says") {
  Fixture sensed = fixture_on("uno");
  sensed.sockets.resize(3);
  sensed.senses = {{0, 10}, {6, 15}};
  const auto scan = [&](const std::string& cable) {
    TestBench t;
    Workbench bench(t.board, sensed, &t.under_test, {}, find_test_profile);
    bench.plug(parse_cable_edits(cable));
    std::vector<PointSet> rows;
    for (Point p = 0; p < 16; ++p) {
      for (Point q = 0; q < 16; ++q) bench.drive(q, q == p ? Drive::low : Drive::pull_up);
      bench.advance(1e-3);
      PointSet low = 0;
      for (Point q = 0; q < 16; ++q) low |= bench.reads_low(q) ? only(q) : 0;
      rows.push_back(low);
    }
    return rows;
  };
  CHECK(scan("good") == scan_of({LP | only(10), LM | only(15), RP, RM}));
  CHECK(scan("none") == scan_of({points({0, 10}), points({6, 15})}));
  CHECK(scan("sense:11:none") == scan_of({LP, LM | only(15), RP, RM}));
  CHECK(scan("none,sense:16:amp-4.4.S") == scan_of({points({0, 10}), points({4, 15})}));
  TestBench t;
  CHECK_THROWS_WITH_AS(t.plug("sense:11:none"), "no sense wire is at point 11", Error);
}

TEST_CASE("a cut wire leaves other sockets on the same point alone") {
  TestBench t("none,cut:amp-4.4.T");
  t.plug("small-adapter");
  CHECK(t.scan() == scan_of({points({0, 12}), points({3, 15})}));
}

TEST_CASE("defects of jig and fixture stay when the cable is replaced and add up") {
  TestBench t("bridge:10:11");
  t.plug("none");
  CHECK(t.scan() == scan_of({points({9, 10})}));
  t.plug("cut:amp.T");
  CHECK(t.scan() == scan_of({points({9, 10}), LM, RP, RM}));
  t.plug("good");
  CHECK(t.scan() == scan_of({points({9, 10}), LM, RP, RM}));
}

TEST_CASE("a refused description leaves the bench as it was") {
  TestBench t("short:amp.T:amp.R1");
  CHECK_THROWS_AS(t.plug("bridge:10:11,open:amp.X"), Error);
  CHECK(t.scan() == scan_of({LP | LM, RP, RM}));
}

TEST_CASE("driving two joined points against each other is a violation") {
  TestBench t("good");
  t.bench.drive(0, Drive::high);
  t.bench.drive(9, Drive::low);  // not joined to point 1
  t.bench.advance(1e-6);
  CHECK(t.bench.violations().empty());
  t.bench.drive(5, Drive::low);
  t.bench.drive(5, Drive::floating);  // no time passed
  t.bench.advance(1e-6);
  CHECK(t.bench.violations().empty());
  t.bench.drive(5, Drive::low);
  t.bench.advance(1e-6);
  t.bench.advance(1e-6);
  CHECK(t.bench.violations() ==
        std::vector<std::string>{"point 1 drives high against point 6, which drives low"});
}

TEST_CASE("one point high against one low is a measurement if both were level before, for 25 ms") {
  for (const bool by_sense : {false, true}) {
    TestBench t("good", by_sense ? "mega" : "uno");
    const auto low = [&](Drive d) { by_sense ? t.bench.drive_sense(5, d) : t.bench.drive(5, d); };
    const auto level = [&](double seconds) {
      t.bench.drive(0, Drive::low);
      t.bench.drive(5, Drive::low);
      t.bench.advance(seconds);
      low(Drive::low);
      if (by_sense) t.bench.drive(5, Drive::floating);
    };
    for (int i = 0; i < 3; ++i) {
      level(1e-3);
      t.bench.drive(0, Drive::high);
      for (int step = 0; step < 25; ++step) t.bench.advance(1e-3);
      t.bench.drive(0, Drive::floating);
      t.bench.advance(1e-3);
    }
    CHECK(t.bench.violations().empty());
    level(1e-3);
    t.bench.drive(0, Drive::high);
    t.bench.advance(20e-3);
    t.bench.drive(5, Drive::low);  // as well, on a Mega
    t.bench.advance(6e-3);
    CHECK(t.bench.violations() == std::vector<std::string>{"point 1 drives high against point 6 for more than 25 ms"});

    TestBench u("good", by_sense ? "mega" : "uno");
    u.bench.drive(0, Drive::high);
    u.bench.drive(1, Drive::high);
    if (by_sense)
      u.bench.drive_sense(5, Drive::low);
    else
      u.bench.drive(5, Drive::low);
    u.bench.advance(1e-6);
    CHECK(u.bench.violations() == std::vector<std::string>{"point 1 drives high against point 6, which drives low"});
  }
}

TEST_CASE("without a millisecond in which both are low nothing is a measurement") {
  const std::vector<std::string> told = {"point 1 drives high against point 6, and the two were not both low for a millisecond before"};
  const auto after = [](auto&& before) {
    TestBench t("good");
    before(t.bench);
    t.bench.drive(5, Drive::low);
    t.bench.drive(0, Drive::high);
    t.bench.advance(1e-6);
    return t.bench.violations();
  };
  const auto low = [](Workbench& b, Point p, double seconds) {
    b.drive(p, Drive::low);
    b.advance(seconds);
  };
  CHECK(after([&](Workbench&) {}) == told);
  CHECK(after([&](Workbench& b) { low(b, 0, 2e-3); }) == told);
  CHECK(after([&](Workbench& b) { low(b, 5, 2e-3); }) == told);
  CHECK(after([&](Workbench& b) { low(b, 0, 0), low(b, 5, 0.5e-3); }) == told);
  CHECK(after([&](Workbench& b) {
          low(b, 0, 0), low(b, 5, 2e-3);
          b.drive(0, Drive::floating);
          b.advance(1e-3);
        }) == told);
  CHECK(after([&](Workbench& b) { low(b, 0, 0), low(b, 5, 2e-3); }).empty());
}

TEST_CASE("a sense pin that drives high, or two that drive low, are violations") {
  TestBench t("none", "mega");
  t.bench.drive_sense(2, Drive::high);
  t.bench.advance(1e-6);
  CHECK(t.bench.violations() == std::vector<std::string>{"the sense pin of point 3 drives high"});
  TestBench u("none", "mega");
  u.bench.drive_sense(2, Drive::low);
  u.bench.drive_sense(3, Drive::low);
  u.bench.advance(1e-6);
  CHECK(u.bench.violations() == std::vector<std::string>{"several sense pins drive low at once"});
}

TEST_CASE("the time since the last change of a drive is known") {
  TestBench t("none");
  t.bench.drive(0, Drive::low);
  t.bench.advance(3e-6);
  t.bench.drive(0, Drive::low);  // no change
  CHECK(t.bench.seconds_since_drive() == doctest::Approx(3e-6));
}
