#include <doctest/doctest.h>

#include <cmath>

#include "bench_of_tests.hpp"

using namespace buzzout;

namespace {

// Volts at the neighbour of a falling net, `seconds` after the fall. Both nets are precharged; the
// neighbour has one pull-up.
double neighbour(const std::string& cap, double seconds) {
  TestBench t("cap:amp.T:amp.R1:" + cap);
  t.precharge(5e-3);
  t.bench.drive(5, Drive::floating);
  t.bench.drive(6, Drive::floating);
  t.bench.drive(0, Drive::low);
  t.bench.advance(seconds);
  return t.bench.volts(1);
}

}  // namespace

TEST_CASE("a pin that was low reads low until its pull-up has charged the terminal") {
  for (const std::string& board : std::vector<std::string>{"uno", "mega"}) {
    CAPTURE(board);
    TestBench t("none", board);
    t.set(3, Drive::low);
    t.bench.advance(20e-6);
    t.set(3, Drive::pull_up);
    t.bench.advance(0.5e-6);
    CHECK(t.bench.reads_low(3));
    t.bench.advance(0.5e-6);
    CHECK_FALSE(t.bench.reads_low(3));
  }
}

TEST_CASE("the rise on the pull-up is the exponential of 35 k and 30 pF") {
  TestBench t("none");
  t.set(3, Drive::low);
  t.bench.advance(20e-6);
  t.set(3, Drive::pull_up);
  t.bench.advance(1e-6);
  const double tau = (35e3 + 470) * 30e-12;
  const double terminal = 5 * (1 - std::exp(-1e-6 / tau));
  CHECK(t.bench.volts(3) ==
        doctest::Approx(terminal + (5 - terminal) * 470 / 35470).epsilon(0.001));
}

TEST_CASE("the jig's two-sided check passes on an empty fixture and on a good cable") {
  for (const std::string& board : std::vector<std::string>{"uno", "mega"})
    for (const std::string& cable :
         std::vector<std::string>{"none", "good", "cap:amp.T:amp.S:300p"}) {
      CAPTURE(board);
      CAPTURE(cable);
      TestBench t(cable, board);
      t.precharge(1e-3);
      for (Point p = 0; p < 16; ++p) t.set(p, Drive::low);
      t.bench.advance(10e-6);
      for (Point p = 0; p < 16; ++p) t.set(p, Drive::floating);
      t.bench.advance(10e-6);
      CHECK(t.read_all() == first_points(16));
      t.pull_up_all();
      t.bench.advance(20e-6);
      CHECK(t.read_all() == 0);
    }
}

TEST_CASE("a floating point keeps its voltage for milliseconds and loses it in seconds") {
  TestBench t("none");
  t.bench.drive(3, Drive::high);
  t.bench.advance(1e-6);
  t.bench.drive(3, Drive::floating);
  t.bench.advance(5e-3);
  CHECK(t.bench.volts(3) > 4.8);
  t.bench.advance(2);
  CHECK(t.bench.volts(3) < 0.1);
}

TEST_CASE("between its thresholds an input keeps what it read") {
  // A divider of 35 k against the leak puts point 1 at 2.2 V.
  TestBench u("leak:amp.T:amp.S:27k");
  u.set(4, Drive::low);
  u.set(0, Drive::low);
  u.bench.advance(1e-3);
  u.set(0, Drive::pull_up);
  u.bench.advance(1e-3);
  CHECK(u.bench.volts(0) > 1.9);
  CHECK(u.bench.volts(0) < 2.6);
  CHECK(u.bench.reads_low(0));
  u.set(0, Drive::high);
  u.bench.advance(1e-3);
  u.set(0, Drive::pull_up);
  u.bench.advance(1e-3);
  CHECK_FALSE(u.bench.reads_low(0));
}

TEST_CASE("a dip between two readings leaves its mark on an input between its thresholds") {
  // The neighbour falls to 0.8 V and has come back to 2.2 V when it is read.
  TestBench t("cap:amp.T:amp.R1:300p");
  t.precharge(5e-3);
  t.bench.drive(5, Drive::floating);
  t.bench.drive(6, Drive::floating);
  CHECK_FALSE(t.bench.reads_low(1));
  t.bench.drive(0, Drive::low);
  t.bench.advance(5e-6);
  CHECK(t.bench.volts(1) > 1.9);
  CHECK(t.bench.volts(1) < 2.6);
  CHECK(t.bench.reads_low(1));
}

TEST_CASE("a falling net pulls its neighbour down through their mutual capacitance") {
  CHECK(neighbour("300p", 2e-6) == doctest::Approx(1.4).epsilon(0.1));
  CHECK(neighbour("300p", 10e-6) == doctest::Approx(3.1).epsilon(0.1));
  CHECK(neighbour("3n", 10e-6) == doctest::Approx(0.6).epsilon(0.1));
  CHECK(neighbour("30n", 1e-3) == doctest::Approx(3.1).epsilon(0.1));
}

TEST_CASE("the same wait in one piece or in a thousand ends at the same volts") {
  for (const std::string& cable :
       std::vector<std::string>{"cap:amp.T:amp.R1:3n", "cap:amp.T:amp.R1:3n,diode:amp.T:amp.R1",
                                "open:left.T,diode:amp.T:left.T,cap:left.T:left.S:10n"}) {
    CAPTURE(cable);
    TestBench whole(cable), pieces(cable);
    for (TestBench* t : {&whole, &pieces}) {
      t->precharge(1e-3);
      t->set(1, Drive::low);
    }
    whole.bench.advance(50e-6);
    for (int i = 0; i < 1000; ++i) {
      pieces.bench.advance(50e-9);
      pieces.read_all();
    }
    for (Point p = 0; p < 16; ++p)
      CHECK(whole.bench.volts(p) == doctest::Approx(pieces.bench.volts(p)).epsilon(0.001));
  }
}

TEST_CASE("a false short through a capacitor vanishes when one waits") {
  TestBench t("cap:amp.T:amp.R1:30n");
  CHECK(has(t.row(0, 10e-6), 1));
  CHECK_FALSE(has(t.row(0, 50e-3), 1));
}

TEST_CASE("a series capacitor looks like a wire at first and like an open after 20 ms") {
  TestBench t("series:amp.T:0.1u");
  t.precharge(1e-3);
  t.set(0, Drive::low);
  t.bench.advance(10e-6);
  CHECK(t.read_all() == points({0, 5}));
  t.bench.advance(20e-3);
  CHECK(t.read_all() == only(0));
}

TEST_CASE("a capacitor in a joint of a cable that hangs free is an open in the end") {
  TestBench t(
      "series:left.T:1u,unplug:left,unplug:right,cap:left.S:right.T:1u,diode:left.T:left.S");
  CHECK(t.scan(2) == scan_of({}));
  for (Point p = 0; p < 16; ++p) CHECK(std::isfinite(t.bench.volts(p)));
}

TEST_CASE("extreme values stay finite") {
  for (const std::string& cable : std::vector<std::string>{
           "cap:amp.T:amp.R1:10m", "cap:amp.T:amp.R1:1e-15", "leak:amp.T:amp.R1:1e12",
           "powered:1:100", "series:amp.T:10m,cap:amp.T:left.T:1e-15",
           "flaky:amp.T,flaky:left.T,series:left.T:1p",
           "diode:amp.T:amp.R1,powered:1:100,touch:amp.R1", "stuck:1:high,stuck:6:low"}) {
    CAPTURE(cable);
    TestBench t(cable);
    t.scan(1e-3);
    t.bench.advance(10);
    for (Point p = 0; p < 16; ++p) {
      CHECK(std::isfinite(t.bench.volts(p)));
      CHECK(t.bench.volts(p) > -101);
      CHECK(t.bench.volts(p) < 101);
    }
  }
}
