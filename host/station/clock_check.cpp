#include "station/clock_check.hpp"

#include "core/moment.hpp"

namespace buzzout {
namespace {

std::string in_words(std::int64_t seconds) {
  const auto counted = [](std::int64_t n, const char* unit) { return std::to_string(n) + " " + unit + (n == 1 ? "" : "s"); };
  constexpr std::int64_t kMinute = 60, kHour = 3600, kDay = 86400;
  if (seconds < 2 * kHour) return counted(seconds / kMinute, "minute");
  if (seconds < 2 * kDay) return counted(seconds / kHour, "hour");
  return counted(seconds / kDay, "day");
}

NotTested told(const std::string& text) {
  return {NotTestedCode::clock_set_back, text + "; dates do not tell the order of the tests, and proofs dated later than now do not count", {}};
}

}  // namespace

std::optional<NotTested> clock_set_back(const ClockReading& r) {
  if (const std::int64_t back = r.begin + r.elapsed - r.end; back > kClockSlack)
    return told("the computer's clock was set back by " + in_words(back) + " during the test");
  const auto newest = moment_of(r.newest);
  if (newest && newest->utc - r.begin > kClockSlack)
    return told("the computer's clock is wrong or was set back: the newest record is dated " + newest->date() + " " + newest->time() +
                ", " + in_words(newest->utc - r.begin) + " after this test");
  return std::nullopt;
}

}  // namespace buzzout
