#include "station/gates.hpp"

#include <algorithm>

namespace buzzout {

std::vector<std::string> missing_gates(const Shift& shift) {
  std::vector<std::string> out;
  for (const auto gate : {kSelfTest, kLoopBack, kGolden, kRedRabbit})
    if (std::ranges::find(shift.gates, gate, &Gate::name) == shift.gates.end()) out.emplace_back(gate);
  return out;
}

bool passes_gate(const TestRecord& r) {
  if (r.purpose == Purpose::golden) return r.verdict.outcome == Outcome::pass;
  return r.purpose == Purpose::red_rabbit && r.verdict.outcome == Outcome::fail && !r.verdict.faults.empty();
}

}  // namespace buzzout
