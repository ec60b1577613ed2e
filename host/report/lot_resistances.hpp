#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/record.hpp"
#include "report/sheet.hpp"
#include "report/spread.hpp"

namespace buzzout {

// What a lot's tests say of resistance, in bounded memory: of each wire how its values are spread over the cables, each
// by its first test; of each socket contact what the golden cables measured there, run by run.
class LotResistances {
 public:
  void take(const TestRecord&);

  struct Wire {
    std::string net;
    Contact from, to;
    std::optional<double> min, max;  // as of the first test
    Spread values;
    std::uint64_t no_path = 0, near_limit = 0;
    double uncertainty = 0;  // the widest
  };
  struct Run {
    std::string started;
    double ohm = 0, uncertainty = 0;
  };
  // A contact of a socket with one golden cable: the lowest resistance of the paths that end there, so that a worn
  // contact at the other end of one of several shows there alone.
  struct Worn {
    std::string golden, socket_contact;
    std::vector<Run> runs;  // the first, and the newest kMostRuns - 1
    // By how much the newest is above the first, if that is more than its uncertainty.
    std::optional<double> rise() const;
  };

  bool empty() const { return wires_.empty() && worn_.empty(); }
  const std::vector<Wire>& wires() const { return wires_; }
  const std::vector<Worn>& contacts() const { return worn_; }
  // Tests of which a value was within its uncertainty of a limit: that passed, and that failed for nothing else.
  std::uint64_t marginal_passed = 0, marginal_failed = 0;

  // The tables and figures of a report.
  void add_to(Sheet&) const;

  static constexpr std::size_t kMostWires = 200, kMostContacts = 400, kMostRuns = 60, kMostDrawn = 40;

 private:
  void take_golden(const TestRecord&);
  void add_wires(Sheet&) const;
  void add_goldens(Sheet&) const;

  std::vector<Wire> wires_;
  std::vector<Worn> worn_;
};

}  // namespace buzzout
