#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "drawing/figure.hpp"

namespace buzzout {

// Passes and fails over time, in steps of an hour that double as the time gets long: never more than a fixed number.
class Trend {
 public:
  void count(std::int64_t local_seconds, bool passed);
  bool empty() const { return steps_.empty(); }
  // Bars, the newest at the right. No shapes if nothing was counted.
  Figure figure() const;

 private:
  struct Step {
    std::uint64_t passed = 0, failed = 0;
  };
  void widen();

  static constexpr std::size_t kMost = 40;
  std::int64_t width_ = 3600;  // seconds
  std::map<std::int64_t, Step> steps_;  // by time / width
};

}  // namespace buzzout
