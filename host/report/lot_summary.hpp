#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/record.hpp"
#include "report/lot_resistances.hpp"
#include "report/pareto.hpp"
#include "report/repair.hpp"
#include "report/trend.hpp"

namespace buzzout {

// The tests of a lot in numbers, from its documents in the order in which they were written down, in bounded memory.
// Only tests of production count; its cables are counted by LotCables.
class LotSummary {
 public:
  // Of any format that a station writes; others are passed over. Throws Error "record-unreadable".
  void take(const nlohmann::ordered_json& document);
  void take(const TestRecord&);

  struct ByName {
    std::uint64_t tests = 0, passed = 0, failed = 0;
  };
  struct GateCheck {
    std::string what, started, problem;  // problem: empty if it was passed
  };
  struct Stop {
    std::string started, fault, operator_name;
    std::int64_t cables = 0;
  };
  struct ShiftCount {
    Shift shift;
    std::uint64_t tests = 0;
  };
  struct Locked {
    std::string name, sha256;
    int revision = 1;
    auto operator<=>(const Locked&) const = default;
  };

  std::string first, last;  // `started` of tests that count
  std::uint64_t tests = 0, passed = 0, failed = 0, not_judged = 0, simulated = 0, unnamed = 0, waived = 0, set_back = 0;
  std::uint64_t all_simulated = 0;  // with golden cables and red rabbits
  std::int64_t target = 0;          // 0: none was named
  std::uint64_t left_out = 0;       // simulated tests of a lot that has real ones; counted by who reads them
  Counted faults;
  Trend trend;
  LotResistances resistances;
  std::map<std::string, ByName> operators, stations, jigs;  // at most kMostNames each
  std::map<Locked, std::uint64_t> profiles, fixtures;
  std::vector<ShiftCount> shifts;
  std::vector<GateCheck> gates;
  std::vector<Stop> stops;
  std::vector<Repair> repairs;
  std::uint64_t more_shifts = 0, more_gates = 0, more_stops = 0, more_repairs = 0;  // beyond kMostListed

  static constexpr std::size_t kMostNames = 500, kMostListed = 500;

 private:
  void take_repair(Repair);
  void take_gate(const nlohmann::ordered_json&);
  void take_stop(const nlohmann::ordered_json&);
  void count_shift(const TestRecord&);
};

}  // namespace buzzout
