#pragma once

#include <memory>
#include <vector>

#include "simulation/island.hpp"
#include "simulation/schematic.hpp"

namespace buzzout {

// An electrical network that runs in time. It falls into islands that meet at ground only; each is
// solved when it is looked at, by its exact exponentials, so that a long wait costs what a short
// one does. Islands with diodes are stepped from one switching of a diode to the next.
//
// Beside every capacitor there is a leak of 10 GΩ; a node that a capacitor or a diode touches and
// that has no capacitor to ground gets 1 pF.
class Circuit {
 public:
  // The library may be shared between circuits; it is used here only.
  Circuit(const Schematic&, ModeLibrary&);

  void select(unsigned branch, unsigned setting);
  void advance(double seconds) { now_ += seconds; }
  double now() const { return now_; }

  double volts(Schematic::Node);
  bool is_low(unsigned input);
  // Amperes from a to b of the branch.
  double current(unsigned branch);
  // While this is the same and not 0, nothing that the branch touches has moved: its current is what it was.
  unsigned rest(unsigned branch) const {
    const Island& i = islands_[branches_[branch].island];
    return i.settled() ? i.version() + 1 : 0;
  }
  // Whether anything but ground joins the two, however weakly.
  bool joined(Schematic::Node, Schematic::Node) const;

 private:
  struct Place {
    unsigned island;
    unsigned index;
  };
  double now_ = 0;
  std::vector<Island> islands_;
  std::vector<Place> nodes_, branches_, inputs_;
};

}  // namespace buzzout
