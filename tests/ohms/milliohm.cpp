#include "ohms/milliohm.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "ohms/uncertainty.hpp"

using namespace buzzout;

namespace {

MilliohmReading reading(const char* steps, std::vector<int> codes) {
  MilliohmReading r;
  r.request = {0, 5, 0, 5, steps};
  r.codes = std::move(codes);
  return r;
}

// 0.2 Ω at 5 mA: 129 steps of the fine range; 2.5 V are 20,000 steps.
std::vector<int> fine_codes(int offset = 0) { return {129 + offset, 20000, offset, offset, -129 + offset, 20000}; }

bool told(const std::vector<int>& codes, const char* steps = kFineSteps) { return milliohm_problem(reading(steps, codes)).has_value(); }

}  // namespace

TEST_CASE("the ohms of a reading by nominal values, whatever the converter's offset is") {
  for (const int offset : {-40, -3, 0, 24, 40}) {
    CAPTURE(offset);
    const auto r = reading(kFineSteps, fine_codes(offset));
    CHECK_FALSE(milliohm_problem(r));
    CHECK(*milliohm_ohms(r) == doctest::Approx(129 * 7.8125e-6 * 1.003 / 2.5 * 495).epsilon(1e-4));
  }
  const auto wide = reading(kWideSteps, {19950, 14970, 0, 0, -19950, 14970});  // 330 Ω
  CHECK_FALSE(milliohm_problem(wide));
  CHECK(*milliohm_ohms(wide) == doctest::Approx(330).epsilon(1e-3));
}

TEST_CASE("the end of the fine range asks for the wide one, and that of the wide one leaves what the supply tells, which is little") {
  CHECK_FALSE(milliohm_ohms(reading(kFineSteps, {32767, 18000, 0, 0, -32768, 18000})));
  const double beyond = *milliohm_ohms(reading(kWideSteps, {32767, 9000, 0, 0, -32768, 9000}));
  CHECK(beyond == doctest::Approx(5 * 495 / (9000 * 4.096 / 32768) - 993));
  for (const double supply : {4.4, 5.0, 5.5})
    CHECK(std::abs((beyond + 993) * supply / 5 - 993 - beyond) < uncertainty_of(OhmMethod::milliohm, beyond, nullptr, 0, 1, {}));
  CHECK(std::isinf(*milliohm_ohms(reading(kFineSteps, {32767, 3, 0, 0, -32768, 2}))));
}

TEST_CASE("what no healthy add-on reads is told") {
  CHECK_FALSE(told(fine_codes()));
  CHECK(told({129, 20000, 0, 0, -129}));           // one conversion is missing
  CHECK(told({}));
  CHECK(told({0, 0, 0, 0, 0, 0}));                 // as after power-up, or without taps
  CHECK_FALSE(told({32767, 1, 0, 0, -32768, 2}));  // no path
  CHECK(told({129, 129, 129, 129, 129, 129}));     // the last value
  CHECK(told({129, 20000, 20000, 20000, 20000, 20000}));
  CHECK(told({129, 20000, 0, 0, 129, 20000}));     // the same sign
  CHECK(told({-129, 20000, 0, 0, 129, 20000}));    // exchanged
  CHECK(told({129, 20000, 0, 0, -300, 20000}));    // two sizes
  CHECK(told({129, 20000, 20, 0, -129, 20000}));   // a contact differs from itself
  CHECK(told({129, 20000, 0, -20, -129, 20000}));
  CHECK(told({129, 15000, 0, 0, -129, 15000}));    // half a supply of 3.75 V
  CHECK(told({129, 24000, 0, 0, -129, 24000}));
  CHECK(told({129, 20000, 0, 0, -129, 18500}));    // two currents
  CHECK(told({129, 20000, 0, 0, -129, 0}));
  CHECK_FALSE(told({30000, 19900, 5, 3, -29800, 19700}));  // 47 Ω
  CHECK(told({30000, 19900, 150, 0, -29800, 19700}));
  CHECK(told({30000, 19900, 150, 150, -29800, 19700}));
}

TEST_CASE("ranges that read one voltage differently are told") {
  const auto bad = [](int coarse, int fine, int wide) { return range_problem(reading(kRangeSteps, {coarse, fine, wide})).has_value(); };
  CHECK_FALSE(bad(560, 8960, 1120));
  CHECK_FALSE(bad(562, 8930, 1118));
  CHECK(bad(560, 4480, 1120));
  CHECK(bad(560, 1120, 1120));
  CHECK(bad(560, 8960, 2240));
  CHECK(bad(0, 0, 0));
  CHECK(bad(8960, 8960, 8960));
  CHECK(range_problem(reading(kRangeSteps, {560, 8960})).has_value());
}
