#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "station/lot_cable.hpp"

namespace buzzout {

// The cables of a lot, counted one at a time by what is known of each, in bounded memory.
class LotCables {
 public:
  // `simulated`: of a lot that has no real test.
  LotCables(std::string lot, bool simulated) : lot_(std::move(lot)), simulated_(simulated) {}

  // All that is known of a serial number; passed over if the lot has no such test of it.
  void take(const std::string& serial, std::span<const CableEvent>);

  struct Counts {
    std::uint64_t cables = 0, judged = 0, passed = 0, failed = 0, to_retest = 0, passed_first = 0;
    std::uint64_t mended = 0;                     // passed, and not when they were first judged
    std::uint64_t elsewhere = 0;                  // passed, and not in this lot
    std::uint64_t with_ohms = 0;                  // passed, and the newest PASS measured resistance
    std::uint64_t once = 0, twice = 0, more = 0;  // tests of a cable
  };
  const Counts& counts() const { return counts_; }
  // Whether the lot has what it wants.
  bool is_good(std::int64_t target) const;

  // A cable that does not count as the lot's own tests alone would have it.
  struct Changed {
    std::string serial, why, remedy;  // nothing to remedy: it counts as passed
  };
  // A test of one of its cables that was taken back.
  struct TakenBack {
    std::string serial, profile, reason, person, when;
  };
  std::vector<Changed> changed;        // at most kMostListed each
  std::vector<TakenBack> corrections;
  std::uint64_t more_changed = 0, more_corrections = 0;

  static constexpr std::size_t kMostListed = 500;

 private:
  std::string lot_;
  bool simulated_;
  Counts counts_;
};

}  // namespace buzzout
