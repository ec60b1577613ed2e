#include "station/gates.hpp"

#include <algorithm>

#include "core/moment.hpp"

namespace buzzout {

bool is_of_shift(const std::string& started, std::int64_t now) {
  const auto at = moment_of(started);
  return at && at->utc <= now && now - at->utc < kShiftSeconds;
}

bool is_open(const Shift& shift, std::int64_t now) {
  return missing_gates(shift).empty() &&
         std::ranges::all_of(shift.gates, [&](const Gate& g) { return is_of_shift(g.passed, now); });
}

std::vector<GateKind> missing_gates(const Shift& shift) {
  std::vector<GateKind> out;
  for (const auto& gate : gate_kinds())
    if (gate.value != GateKind::calibration && std::ranges::find(shift.gates, gate.value, &Gate::kind) == shift.gates.end()) out.push_back(gate.value);
  return out;
}

bool passes_gate(const TestRecord& r) {
  if (r.purpose == Purpose::golden) return r.verdict.outcome == Outcome::pass;
  // A good cable that is not all in, or that moved, fails too.
  const auto is_by_accident = [](const Diagnosis& d) {
    return d.code == DiagnosisCode::end_not_connected || d.code == DiagnosisCode::half_in || d.code == DiagnosisCode::other_socket;
  };
  return r.purpose == Purpose::red_rabbit && r.verdict.outcome == Outcome::fail &&
         std::ranges::none_of(r.verdict.diagnoses, is_by_accident) &&
         std::ranges::any_of(r.verdict.faults, [](const Fault& f) { return f.kind != FaultKind::intermittent; });
}

}  // namespace buzzout
