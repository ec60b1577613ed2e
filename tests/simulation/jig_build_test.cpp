#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "bench_of_tests.hpp"
#include "simulation/jig_build.hpp"

using namespace buzzout;
using Reference = Converter::Reference;

namespace {

// Of the wire between two points on a Mega: the first high through its force pin, the second low at its sense pin.
double kelvin_ohm(TestBench& t, Point high, Point low, double series_ohm) {
  for (Point p = 0; p < 16; ++p) {
    t.bench.drive(p, Drive::floating);
    t.bench.drive_sense(p, Drive::floating);
  }
  t.bench.drive(high, Drive::high);
  t.bench.drive_sense(low, Drive::low);
  t.bench.advance(1e-3);
  const double top = t.bench.volts(high), bottom = t.bench.volts(low);
  const double amp = t.bench.pin_currents()[high].drive;
  CHECK(amp == doctest::Approx((5 - top) / series_ohm).epsilon(1e-6));
  return (top - bottom) / amp;
}

JigBuild nominal(const Board& board) {
  JigBuild build;
  build.points.resize(board.points);
  return build;
}

}  // namespace

TEST_CASE("jigs differ within the bounds of their parts, and a seed gives the same jig") {
  for (const char* name : {"uno", "mega"}) {
    const Board& board = *find_board(name);
    std::set<double> pull_ups;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
      const auto build = JigBuild::of_seed(board, seed), again = JigBuild::of_seed(board, seed);
      REQUIRE(build.points.size() == board.points);
      pull_ups.insert(build.points[0].pin.pull_up_ohm);
      for (Point p = 0; p < board.points; ++p) {
        const auto& parts = build.points[p];
        CHECK(parts.series_ohm == again.points[p].series_ohm);
        CHECK(std::abs(parts.series_ohm - 470) <= 4.7);
        CHECK(parts.pin.low_ohm > 25 * 0.82);
        CHECK(parts.pin.low_ohm < 25 * 1.19);
        CHECK(parts.pin.high_ohm > 28 * 0.82);
        CHECK(parts.pin.high_ohm < 28 * 1.19);
        CHECK(parts.pin.pull_up_ohm >= 20e3);
        CHECK(parts.pin.pull_up_ohm <= 50e3);
        CHECK(parts.pin.pull_up_ohm / build.points[0].pin.pull_up_ohm == doctest::Approx(1).epsilon(0.062));
        if (board.kelvin) {
          CHECK(parts.sense_wire_ohm >= 0.05);
          CHECK(parts.sense_wire_ohm <= 0.1);
        } else {
          CHECK(parts.sense_wire_ohm == 0);
        }
      }
    }
    CHECK(pull_ups.size() > 45);
    CHECK(*pull_ups.begin() < 25e3);
    CHECK(*pull_ups.rbegin() > 45e3);
  }
}

TEST_CASE("a Kelvin measurement has the low point's sense wire in it, and not the high one's") {
  TestBench t("good", "mega");
  CHECK(kelvin_ohm(t, 0, 5, 498) == doctest::Approx(0.1).epsilon(1e-4));
  auto build = nominal(t.board);
  build.points[0].sense_wire_ohm = 0.09;
  build.points[5].sense_wire_ohm = 0.06;
  t.bench.set_build(build);
  CHECK(kelvin_ohm(t, 0, 5, 498) == doctest::Approx(0.1).epsilon(1e-4));
  t.plug("good");
  CHECK(kelvin_ohm(t, 0, 5, 498) == doctest::Approx(0.16).epsilon(1e-4));
  CHECK(kelvin_ohm(t, 5, 0, 498) == doctest::Approx(0.19).epsilon(1e-4));
}

TEST_CASE("sense wires move by no more than they were told to") {
  const Board& board = *find_board("mega");
  const auto before = JigBuild::of_seed(board, 3);
  auto after = before;
  after.move_sense_wires(0.01, 5);
  double most = 0;
  for (Point p = 0; p < 16; ++p)
    most = std::max(most, std::abs(after.points[p].sense_wire_ohm - before.points[p].sense_wire_ohm));
  CHECK(most <= 0.01);
  CHECK(most > 0.005);
  CHECK(after.points[0].series_ohm == before.points[0].series_ohm);
}

TEST_CASE("what pins and resistors have at another temperature") {
  TestBench t("leak:amp.T:amp.S:100");
  auto build = nominal(t.board);
  build.celsius = 45;
  build.points[0].series_per_kelvin = 100e-6;
  t.bench.set_build(build);
  t.plug("leak:amp.T:amp.S:100");
  t.bench.drive(0, Drive::high);
  t.bench.drive(4, Drive::low);
  t.bench.advance(1e-3);
  const double factor = 1.08;  // 0.4 % a kelvin
  const double high = 28 * factor, low = 25 * factor, series = 470 * 1.002;
  const double amp = 5 / (high + series + 100 + 470 + low);
  CHECK(t.bench.volts(4) == doctest::Approx(amp * low).epsilon(1e-6));
  CHECK(t.bench.volts(0) == doctest::Approx(5 - amp * high).epsilon(1e-6));
  CHECK(t.bench.converter().traits().celsius == 45);
  t.bench.drive(0, Drive::pull_up);
  t.bench.advance(1e-3);
  CHECK(t.bench.pin_currents()[0].drive == doctest::Approx(5 / (35e3 * 1.04 + series + 100 + 470 + low)).epsilon(1e-6));
}

TEST_CASE("a jig on another supply tells it, and what is in proportion to it stays") {
  TestBench t("leak:amp.T:amp.S:470");
  ConverterTraits quiet;
  quiet.noise_lsb = quiet.inl_lsb = quiet.dnl_lsb = quiet.ripple_volt = 0;
  t.bench.set_converter(quiet, 1);
  t.bench.converter().select(Reference::avcc, t.bench.now());
  const auto codes = [&] {
    t.set(0, Drive::high);
    t.set(4, Drive::low);
    t.bench.advance(1e-3);
    return std::pair{t.bench.convert(0), t.bench.convert(4)};
  };
  const auto before = codes();
  const double volts = t.bench.volts(0);
  JigBuild build;
  build.supply_volt = 5.25;
  t.bench.set_build(build);
  t.plug("leak:amp.T:amp.S:470");
  CHECK(codes() == before);
  CHECK(t.bench.volts(0) == doctest::Approx(volts * 1.05).epsilon(1e-6));
  CHECK(t.bench.converter().convert_bandgap(t.bench.now()) == 214);  // 1.1 V of 5.25 V
  // A source from outside is in proportion to nothing.
  t.plug("powered:8:2.5");
  t.bench.advance(1e-3);
  CHECK(t.bench.convert(7) == 487);
}

TEST_CASE("contacts meet otherwise each time a plug is put in, within their repeatability") {
  TestBench t("good", "mega");
  auto build = nominal(t.board);
  build.contact_repeat_ohm = 0.025;
  t.bench.set_build(build);
  double least = 1, most = 0;
  for (int i = 0; i < 100; ++i) {
    t.plug("good");
    const double ohm = kelvin_ohm(t, 0, 5, 498);
    CHECK(kelvin_ohm(t, 0, 5, 498) == doctest::Approx(ohm).epsilon(1e-6));
    least = std::min(least, ohm);
    most = std::max(most, ohm);
  }
  CHECK(least >= 0.05 - 1e-6);
  CHECK(least < 0.07);
  CHECK(most <= 0.15 + 1e-6);
  CHECK(most > 0.13);
  t.plug("none,loop:amp");
  const double loop = kelvin_ohm(t, 0, 1, 498);
  CHECK(loop >= 0.05 - 1e-6);
  CHECK(loop <= 0.15 + 1e-6);
  CHECK(std::abs(loop - 0.1) > 1e-4);
}

TEST_CASE("a source and a charged capacitor between two points") {
  TestBench t("none", "mega");
  t.bench.plug(parse_cable_edits("none"), {{.plus = 2, .minus = 3, .volt = 5, .farad = {}}, {.plus = 8, .minus = {}, .volt = 3, .farad = {}}});
  t.bench.drive(3, Drive::low);
  t.bench.advance(1e-3);
  CHECK(t.bench.volts(2) == doctest::Approx(5).epsilon(1e-3));
  CHECK(t.bench.volts(8) == doctest::Approx(3));

  t.bench.plug(parse_cable_edits("none"), {{.plus = 2, .minus = 3, .volt = 5, .farad = 10e-6}});
  t.bench.advance(1e-3);
  CHECK(t.bench.volts(2) == doctest::Approx(5).epsilon(1e-3));
  // Both low through 470 + 25 Ω: 9.9 ms.
  t.bench.drive(2, Drive::low);
  t.bench.advance(990.1e-6);
  CHECK(t.bench.volts(2) - t.bench.volts(3) == doctest::Approx(5 * std::exp(-0.1)).epsilon(1e-3));
}
