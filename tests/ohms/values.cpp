#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/resistance.hpp"
#include "core/wire_match.hpp"
#include "ohms/calibration.hpp"
#include "ohms/nominal_ohms.hpp"
#include "ohms/uncertainty.hpp"

using namespace buzzout;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

// What an ideal converter would read of a Kelvin path: 5 V, 498 Ω above, 25 Ω below.
RawReading kelvin_reading(double ohm, bool against_supply) {
  RawReading r;
  r.request = {against_supply, 16, 0, 1, 0b11, "0"};
  const double amp = 5 / (498 + ohm + 25), full = against_supply ? 5 : 1.1;
  const auto sum = [&](double volt) { return static_cast<unsigned>(std::lround((volt / full * 1024 - 0.5) * 16)); };
  r.sums = {{sum(amp * (ohm + 25)), sum(amp * 25)}};
  r.states_done = 1;
  return r;
}

}  // namespace

TEST_CASE("ideal readings give the resistance that made them") {
  const double top = 5 / 1.1 * 1024;
  for (const double ohm : {0.0, 0.2, 2.0, 10.0, 47.0, 100.0}) {
    CAPTURE(ohm);
    const auto r = kelvin_ohms(kelvin_reading(ohm, false), top);
    REQUIRE(r);
    CHECK(std::abs(*r - ohm) < 0.02 + 0.001 * ohm);
  }
  for (const double ohm : {100.0, 330.0, 600.0, 4700.0}) {
    CAPTURE(ohm);
    const auto r = kelvin_ohms(kelvin_reading(ohm, true), kSteps);
    REQUIRE(r);
    CHECK(std::abs(*r / ohm - 1) < 0.01);
  }
}

TEST_CASE("a reading at the end of the scale is none, and no current is no path") {
  CHECK_FALSE(kelvin_ohms(kelvin_reading(1000, false), 5 / 1.1 * 1024));
  RawReading open = kelvin_reading(0, true);
  open.sums = {{1021 * 16, 0}};
  const auto r = kelvin_ohms(open, 1021.5);
  REQUIRE(r);
  CHECK(*r == kInfinite);
}

TEST_CASE("a supply that no healthy chip tells of is none") {
  const auto of = [](unsigned code) { return supply_steps({0, 0, 16, code * 16}); };
  CHECK(of(225));
  CHECK(std::abs(*of(225) / kSteps - 5 / 1.1) < 0.02);
  for (const unsigned code : {0U, 50U, 180U, 285U, 512U, 1023U}) CHECK_FALSE(of(code));
  CHECK_FALSE(supply_steps({}));
}

TEST_CASE("a value is within its limit only with all of its uncertainty") {
  using enum ResistanceStatus;
  CHECK(held_against(1.0, 0.1, {}, 2.0) == ok);
  CHECK(held_against(1.9, 0.1, {}, 2.0) == ok);
  CHECK(held_against(1.95, 0.1, {}, 2.0) == marginal);
  CHECK(held_against(2.1, 0.1, {}, 2.0) == marginal);
  CHECK(held_against(2.11, 0.1, {}, 2.0) == too_high);
  CHECK(held_against(1.0, 0.7, {}, 2.0) == undecided);
  CHECK(held_against(9.0, 0.7, {}, 2.0) == too_high);
  CHECK(held_against(5.0, 0.1, 9.0, 11.0) == too_low);
  CHECK(held_against(9.05, 0.1, 9.0, 11.0) == marginal);
  CHECK(held_against(10.0, 0.1, 9.0, 11.0) == ok);
  CHECK(held_against(10.0, 0.1, {}, {}) == unlimited);
}

TEST_CASE("a limit around a golden cable is decided by its margin, and by nothing looser") {
  using enum ResistanceStatus;
  CHECK(held_against(0.05, 0.09, {}, 0.2) == undecided);
  CHECK(held_against(0.05, 0.09, {}, 0.2, 0.05) == ok);
  CHECK(held_against(0.14, 0.09, {}, 0.2, 0.05) == marginal);
  CHECK(held_against(0.30, 0.09, {}, 0.2, 0.05) == too_high);
  CHECK(held_against(0.05, 0.16, {}, 0.2, 0.05) == undecided);
  CHECK(held_against(0.37, 0.16, {}, 0.2, 0.05) == too_high);
  CHECK(held_against(5.05, 0.16, {}, 5.1, 5.0) == undecided);  // a third of the limit would do
  for (const double ohm : {kNotANumber, kInfinite}) CHECK(held_against(ohm, 0.01, {}, 0.2, 0.05) == too_high);
  CHECK(held_against(0.05, kNotANumber, {}, 0.2, 0.05) == too_high);
  // Over a grid: ok is inside by all of U, too high outside by all of it, whatever the golden cable has.
  for (int o = -10; o < 100; ++o)
    for (int u = 0; u < 30; ++u)
      for (int g = 0; g < 50; g += 3)
        for (int m = 1; m < 30; m += 2) {
          const double ohm = o / 100.0, uncertainty = u / 100.0, golden = g / 100.0, max = golden + m / 100.0;
          const ResistanceStatus s = held_against(ohm, uncertainty, {}, max, golden);
          const bool may_be_beyond = ohm + uncertainty > max, is_beyond = ohm - uncertainty > max;
          if (s == ok) REQUIRE_FALSE(may_be_beyond);
          REQUIRE((s == too_high) == is_beyond);
          if (s == marginal) REQUIRE(may_be_beyond);
          if (s == undecided) REQUIRE(golden + uncertainty > max);
        }
}

TEST_CASE("two wires match only with all of the uncertainty of both") {
  using enum ResistanceStatus;
  const auto held = [](double more, double more_u, double less, double less_u, double percent) {
    WireMatch m;
    m.more.ohm = more;
    m.more.uncertainty = more_u;
    m.less.ohm = less;
    m.less.uncertainty = less_u;
    m.percent = percent;
    return status_of(m);
  };
  CHECK(held(1.0, 0.05, 1.0, 0.05, 20) == ok);
  CHECK(held(1.1, 0.05, 1.0, 0.05, 20) == ok);
  CHECK(held(1.15, 0.05, 1.0, 0.05, 20) == marginal);
  CHECK(held(1.25, 0.05, 1.0, 0.05, 20) == marginal);
  CHECK(held(1.3, 0.05, 1.0, 0.05, 20) == too_high);
  CHECK(held(0.06, 0.05, 0.05, 0.05, 20) == undecided);  // contacts alone
  CHECK(held(0.9, 0.05, 0.05, 0.05, 20) == too_high);
  CHECK(held(0.9, 0.05, -0.01, 0.05, 20) == too_high);
  CHECK(held(0.01, 0.05, -0.01, 0.05, 20) == undecided);
  for (const double wrong : {kNotANumber, kInfinite}) {
    CHECK(held(wrong, 0.05, 1.0, 0.05, 20) == too_high);
    CHECK(held(1.0, wrong, 1.0, 0.05, 20) != ok);
    CHECK(held(1.0, 0.05, 1.0, wrong, 20) != ok);
  }
  CHECK(held(1.0, 0.05, kNotANumber, 0.05, 20) != ok);
  for (int a = 0; a < 60; ++a)
    for (int b = -2; b <= a; ++b)
      for (int u = 0; u < 20; ++u)
        for (const int v : {0, 1, 4, 12})
          for (const double percent : {1.0, 20.0, 50.0, 300.0}) {
            const double more = a / 20.0, less = b / 20.0, more_u = u / 100.0, less_u = v / 100.0, factor = 1 + percent / 100;
            const double limit = std::max(less, 0.0) * factor, both = std::sqrt(more_u * more_u + less_u * less_u * factor * factor);
            const ResistanceStatus s = held(more, more_u, less, less_u, percent);
            if (s == ok) REQUIRE(more + both <= limit + 1e-12);
            if (s == too_high) REQUIRE(more - both >= limit - 1e-12);
            if (more - both > limit + 1e-12) REQUIRE(s == too_high);
            // Two that measure just the same are never told apart, nor flagged.
            if (a == b && less >= 0) REQUIRE((s == ok || s == undecided));
          }
  // What is said beforehand to be the least is the least.
  for (const double percent : {5.0, 20.0, 50.0, 200.0})
    for (const double u : {0.01, 0.09, 0.7}) {
      const double least = least_matched_ohm(percent, u);
      CHECK(held(least * 1.001, u, least * 1.001, u, percent) == ok);
      CHECK(held(least * 0.999, u, least * 0.999, u, percent) == undecided);
    }
}

TEST_CASE("what is no number, or no path, is never within a limit") {
  for (const double ohm : {kNotANumber, kInfinite})
    for (const double u : {0.1, kNotANumber}) CHECK(held_against(ohm, u, {}, 2.0) == ResistanceStatus::too_high);
  CHECK(held_against(1.0, kNotANumber, {}, 2.0) == ResistanceStatus::too_high);
  CHECK(held_against(1.0, kInfinite, {}, 2.0) == ResistanceStatus::undecided);
  CHECK(held_against(kNotANumber, 0.1, 1.0, {}) == ResistanceStatus::too_low);
}

TEST_CASE("a calibration makes a value more certain, of those paths that it has") {
  Calibration c;
  c.method = OhmMethod::kelvin;
  c.zeros = {Calibration::between(0, 1, 0.07, 5)};
  const double nominal = uncertainty_of(OhmMethod::kelvin, 1, nullptr, 0, 1, {});
  CHECK(uncertainty_of(OhmMethod::kelvin, 1, &c, 0, 1, {}) < nominal);
  CHECK(uncertainty_of(OhmMethod::half_kelvin, 1, nullptr, 0, 1, {}) > 5);
  CHECK(c.zero(3, 1));  // a Kelvin jig's is that of `to`, from wherever
  CHECK_FALSE(c.zero(0, 2));
  c.method = OhmMethod::half_kelvin;
  CHECK(c.zero(0, 1));
  CHECK_FALSE(c.zero(3, 1));
}
