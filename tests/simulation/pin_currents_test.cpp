#include <doctest/doctest.h>

#include <cmath>

#include "bench_of_tests.hpp"

using namespace buzzout;

TEST_CASE("one pin high and one low through a wire carry what Ohm says, and the others their pull-ups' nothing") {
  for (const double supply : {5.0, 5.25}) {
    TestBench t("good");
    JigBuild build;
    build.supply_volt = supply;
    t.bench.set_build(build);
    t.plug("good");
    t.pull_up_all();
    t.bench.advance(1e-3);
    t.bench.drive(0, Drive::high);
    t.bench.drive(5, Drive::low);
    t.bench.advance(1e-3);
    const auto& amps = t.bench.pin_currents();
    const double through = supply / (28 + 470 + 0.1 + 470 + 25);
    CHECK(amps[0].drive == doctest::Approx(through).epsilon(1e-6));
    CHECK(amps[5].drive == doctest::Approx(through).epsilon(1e-6));
    CHECK(amps[1].drive < 1e-9);
    CHECK(amps[0].sense == 0);
  }
}

TEST_CASE("a pull-up into a low pin and a bare sense pin") {
  TestBench t("good", "mega");
  t.bench.drive(0, Drive::high);
  t.bench.drive_sense(5, Drive::low);
  t.bench.drive_sense(0, Drive::pull_up);
  t.bench.advance(1e-3);
  const double low = 5 / (1 / (1 / 498.0 + 1 / 35e3) + 0.1 + 25);
  CHECK(t.bench.pin_currents()[5].sense == doctest::Approx(low).epsilon(1e-6));
  CHECK(t.bench.pin_currents()[5].drive == 0);
  t.bench.drive(0, Drive::floating);
  t.bench.advance(1e-3);
  CHECK(t.bench.pin_currents()[0].drive == 0);
  CHECK(t.bench.pin_currents()[0].sense == doctest::Approx(5 / (35e3 + 0.1 + 25)).epsilon(1e-6));
  CHECK(t.bench.pin_currents()[5].sense == doctest::Approx(5 / (35e3 + 0.1 + 25)).epsilon(1e-6));
}

TEST_CASE("a current is that of the moment, before anything has settled and after") {
  TestBench t("cap:amp.T:amp.S:10u");
  t.bench.drive(4, Drive::low);
  t.bench.advance(1);
  t.bench.drive(0, Drive::high);
  const double first = 5 / (28 + 470 + 470 + 25.0), tau = (28 + 470 + 470 + 25.0) * 10e-6;
  CHECK(t.bench.pin_currents()[4].drive < 1e-6);  // the terminal's own 30 pF come first
  t.bench.advance(1e-6);
  CHECK(t.bench.pin_currents()[4].drive == doctest::Approx(first).epsilon(1e-3));
  t.bench.advance(tau);
  CHECK(t.bench.pin_currents()[4].drive == doctest::Approx(first * std::exp(-1)).epsilon(1e-3));
  t.bench.advance(1);
  CHECK(t.bench.pin_currents()[4].drive < 1e-9);
  t.bench.drive(0, Drive::low);
  t.bench.advance(1e-6);
  CHECK(t.bench.pin_currents()[0].drive == doctest::Approx(5 / (25 + 470 + 470 + 25.0)).epsilon(1e-3));
}

TEST_CASE("another cable has other currents with the same drives") {
  TestBench t("good");
  t.bench.drive(0, Drive::high);
  t.bench.drive(5, Drive::low);
  t.bench.advance(1e-3);
  CHECK(t.bench.pin_currents()[0].drive > 4e-3);
  t.plug("open:amp.T");
  t.bench.advance(1e-3);
  CHECK(t.bench.pin_currents()[0].drive < 1e-6);
  t.plug("good");
  t.bench.advance(1e-3);
  CHECK(t.bench.pin_currents()[0].drive > 4e-3);
}

TEST_CASE("the watch finds the peak of a discharge within one long wait, where and when") {
  TestBench t("none", "mega");
  t.bench.plug(parse_cable_edits("none"), {{.plus = 2, .minus = {}, .volt = 5, .farad = 10e-6}});
  t.bench.advance(1e-3);
  t.bench.watch_currents();
  t.bench.drive_sense(2, Drive::low);
  t.bench.advance(20e-3);
  const auto& watch = t.bench.currents();
  CHECK(watch.most_amp() == doctest::Approx(5 / 25.1).epsilon(0.01));
  CHECK(watch.most_at() == 2);
  CHECK(watch.most_at_sense());
  CHECK(watch.most_when() == doctest::Approx(1e-3).epsilon(0.01));
  CHECK(t.bench.pin_currents()[2].sense < 1e-6);
  CHECK(watch.most_high() == 0);
  CHECK(watch.longest() == 0);
  t.bench.watch_currents();
  t.bench.advance(1e-3);
  CHECK(t.bench.currents().most_amp() < 1e-6);
}

TEST_CASE("the watch counts the pins that are high while others are low, and times them") {
  TestBench t("good");
  t.bench.watch_currents();
  t.precharge();
  for (Point p = 0; p < 16; ++p) t.set(p, Drive::low);
  t.bench.advance(5e-3);
  CHECK(t.bench.currents().most_high() == 0);
  for (Point p = 0; p < 16; ++p) t.set(p, Drive::floating);
  for (const double seconds : {3e-3, 2e-3}) {
    t.set(0, Drive::high);
    t.set(5, Drive::low);
    t.bench.advance(seconds / 2);
    t.set(1, Drive::low);
    t.bench.advance(seconds / 2);
    t.set(1, Drive::floating);
    t.set(0, Drive::floating);
    t.bench.advance(1e-3);
  }
  const auto& watch = t.bench.currents();
  CHECK(watch.most_high() == 1);
  CHECK(watch.most_low() == 2);
  CHECK(watch.longest() == doctest::Approx(3e-3));
  // Between the changes of one instant nothing flows.
  CHECK(watch.most_amp() < 11e-3);
  CHECK(watch.most_supply_amp() < 16 * 10.1e-3);  // all sixteen charge their 30 pF
  t.bench.watch_currents();
  t.pull_up_all();
  t.set(5, Drive::low);
  t.bench.advance(1e-3);
  CHECK(t.bench.currents().most_high() == 0);
  CHECK(t.bench.currents().most_supply_amp() < 15 * 0.15e-3);
}

TEST_CASE("a scan never has one pin high and another low") {
  TestBench t("good");
  t.bench.watch_currents();
  t.scan();
  CHECK(t.bench.currents().most_high() == 0);
  CHECK(t.bench.currents().most_amp() < 12e-3);
  CHECK(t.bench.currents().most_amp() > 1e-3);
}
