#include "station/gates.hpp"

#include <algorithm>

#include "station/moment.hpp"

namespace buzzout {

bool is_of_shift(const std::string& started, std::int64_t now) {
  const auto at = moment_of(started);
  return at && at->utc <= now && now - at->utc < kShiftSeconds;
}

bool is_open(const Shift& shift, std::int64_t now) {
  return missing_gates(shift).empty() &&
         std::ranges::all_of(shift.gates, [&](const Gate& g) { return is_of_shift(g.passed, now); });
}

std::vector<std::string> missing_gates(const Shift& shift) {
  std::vector<std::string> out;
  for (const auto gate : {kSelfTest, kLoopBack, kGolden, kRedRabbit})
    if (std::ranges::find(shift.gates, gate, &Gate::name) == shift.gates.end()) out.emplace_back(gate);
  return out;
}

bool passes_gate(const TestRecord& r) {
  if (r.purpose == Purpose::golden) return r.verdict.outcome == Outcome::pass;
  const auto& found = r.verdict.diagnoses;
  return r.purpose == Purpose::red_rabbit && r.verdict.outcome == Outcome::fail && !r.verdict.faults.empty() &&
         std::ranges::find(found, "end-not-connected", &Diagnosis::code) == found.end();
}

}  // namespace buzzout
