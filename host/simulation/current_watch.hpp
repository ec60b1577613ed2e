#pragma once

#include <span>

#include "core/point_set.hpp"
#include "simulation/drive.hpp"

namespace buzzout {

// Amperes through the pins of one point, without a sign. A pin that floats has none.
struct PinCurrent {
  double drive = 0;  // on a Kelvin board the force pin
  double sense = 0;
};

// What a jig's pins carried while it was watched.
class CurrentWatch {
 public:
  // The most that ever went through one pin, where and when.
  double most_amp() const { return most_amp_; }
  Point most_at() const { return most_at_; }
  bool most_at_sense() const { return most_at_sense_; }
  double most_when() const { return most_when_; }
  // The most that all pins together took from the supply, pull-ups included.
  double most_supply_amp() const { return most_supply_amp_; }

  // While at least one pin drove high and at least one drove low: how many there were of each at most, and the longest time on end
  // in seconds.
  unsigned most_high() const { return most_high_; }
  unsigned most_low() const { return most_low_; }
  double longest() const { return longest_; }

  // For the workbench. The drives and currents as they are now, by point, and how long they stay.
  void look(std::span<const Drive> drives, std::span<const Drive> sense, std::span<const PinCurrent>, double now);
  void stay(std::span<const Drive> drives, std::span<const Drive> sense, double seconds);

 private:
  double most_amp_ = 0, most_when_ = 0, most_supply_amp_ = 0;
  Point most_at_ = 0;
  bool most_at_sense_ = false;
  unsigned most_high_ = 0, most_low_ = 0;
  double on_end_ = 0, longest_ = 0;
};

}  // namespace buzzout
