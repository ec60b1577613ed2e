#include "station/clock_check.hpp"

#include <doctest/doctest.h>

namespace buzzout {
namespace {

constexpr std::int64_t kNoon = 1'773'489'600;  // 2026-03-14T12:00:00Z

bool is_told(const std::string& newest, std::int64_t end, std::int64_t elapsed) {
  return clock_set_back({newest, kNoon, kNoon + end, elapsed}).has_value();
}

TEST_CASE("a clock that was set back by more than a minute is told, since the newest record or during the test") {
  CHECK_FALSE(is_told("", 1, 1));
  CHECK_FALSE(is_told("2026-03-14T11:59:59Z", 1, 1));
  CHECK_FALSE(is_told("2026-03-14T12:01:00Z", 1, 1));
  CHECK(is_told("2026-03-14T12:01:01Z", 1, 1));
  CHECK(is_told("2026-03-14T13:01:01+01:00", 1, 1));
  CHECK_FALSE(is_told("2026-03-14T13:00:01+01:00", 1, 1));  // another zone, the same time
  CHECK_FALSE(is_told("nonsense", 1, 1));
  CHECK_FALSE(is_told("", 1 - 60, 1));
  CHECK(is_told("", 1 - 61, 1));
  CHECK_FALSE(is_told("", 5000, 1));  // set forward
}

TEST_CASE("it says by how much") {
  const auto told = clock_set_back({"2026-03-14T15:00:00Z", kNoon, kNoon, 0});
  REQUIRE(told);
  CHECK(told->code == NotTestedCode::clock_set_back);
  CHECK(told->text.find("dated 2026-03-14 15:00:00, 3 hours after this test") != std::string::npos);
  CHECK(clock_set_back({"", kNoon, kNoon - 120, 0})->text.find("by 2 minutes during the test") != std::string::npos);
}

}  // namespace
}  // namespace buzzout
