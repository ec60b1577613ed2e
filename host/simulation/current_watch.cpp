#include "simulation/current_watch.hpp"

#include <algorithm>
#include <cstddef>

namespace buzzout {

void CurrentWatch::look(std::span<const Drive> drives, std::span<const Drive> sense,
                        std::span<const PinCurrent> currents, double now) {
  double supply = 0;
  const auto take = [&](std::size_t p, bool at_sense, Drive drive, double amp) {
    if (drive == Drive::high || drive == Drive::pull_up) supply += amp;
    if (amp <= most_amp_) return;
    most_amp_ = amp;
    most_at_ = static_cast<Point>(p);
    most_at_sense_ = at_sense;
    most_when_ = now;
  };
  for (std::size_t p = 0; p < currents.size(); ++p) {
    take(p, false, drives[p], currents[p].drive);
    take(p, true, sense[p], currents[p].sense);
  }
  most_supply_amp_ = std::max(most_supply_amp_, supply);
}

void CurrentWatch::stay(std::span<const Drive> drives, std::span<const Drive> sense, double seconds) {
  const auto count = [&](Drive d) {
    return static_cast<unsigned>(std::ranges::count(drives, d) + std::ranges::count(sense, d));
  };
  const unsigned high = count(Drive::high), low = count(Drive::low);
  if (high == 0 || low == 0) {
    on_end_ = 0;
    return;
  }
  most_high_ = std::max(most_high_, high);
  most_low_ = std::max(most_low_, low);
  on_end_ += seconds;
  longest_ = std::max(longest_, on_end_);
}

}  // namespace buzzout
