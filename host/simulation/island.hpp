#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "simulation/modes.hpp"
#include "simulation/schematic.hpp"

namespace buzzout {

// The modes of one network for each choice of its settings, computed once. Networks of the same
// make-up share them: most islands of a bench are a pin alone or a wire between two pins.
class ModeLibrary {
 public:
  using BySetting = std::unordered_map<std::string, std::shared_ptr<const Modes>>;

  // The modes of the networks that `make_up` describes.
  std::shared_ptr<BySetting> modes_of(const std::string& make_up);

 private:
  std::unordered_map<std::string, std::shared_ptr<BySetting>> shelves_;
};

// A part of a network that touches the rest at ground only. It has a time of its own, which follows
// when it is looked at or switched.
class Island {
 public:
  // `parts` is a network of its own; its node 0 is ground.
  Island(const Schematic& parts, ModeLibrary&);

  // All take the present time, in seconds; it never goes back.
  void select(unsigned branch, unsigned setting, double now);
  double volts(Schematic::Node, double now);
  bool is_low(unsigned input, double now);
  // Amperes from a to b of the branch.
  double current(unsigned branch, double now);
  // True if nothing moves any more, as of when it was last looked at.
  bool settled() const { return looked_at_ && settled_; }
  // Another number after each switching.
  unsigned version() const { return version_; }

 private:
  struct Input : Schematic::Input {
    std::size_t row;
  };
  struct Diode {
    std::size_t branch, anode, cathode;
  };

  NodalEquations equations() const;
  const Modes& modes();
  double row_volts(std::size_t row) const;  // needs modes()
  void switch_branch(std::size_t branch, unsigned setting);
  void catch_up(double now);
  void decay(double seconds);
  void decay_through_diodes(double seconds);
  bool set_diodes();
  void latch(const std::vector<double>& from, double seconds);

  // Nodes are numbered here from 0 with those that have capacitance first; ground is kGround.
  std::vector<std::size_t> row_of_;
  std::size_t nodes_ = 0;
  std::vector<Schematic::Branch> branches_;
  std::vector<Schematic::Capacitor> capacitors_;
  std::vector<Input> inputs_;
  std::vector<Diode> diodes_;
  std::string settings_;  // the chosen setting of each branch
  std::shared_ptr<ModeLibrary::BySetting> known_;

  double time_ = 0;
  bool looked_at_ = false;  // since the last switching
  bool settled_ = false;
  unsigned version_ = 0;
  std::vector<double> volts_;           // of the nodes with capacitance, while there are no modes_
  std::vector<double> y_;               // of the modes_
  std::shared_ptr<const Modes> modes_;  // of the present settings; null: not looked up yet
};

}  // namespace buzzout
