#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/board.hpp"
#include "core/fixture.hpp"
#include "core/fixture_map.hpp"
#include "core/profile.hpp"
#include "simulation/addon/milliohm_addon.hpp"
#include "simulation/cable_edits.hpp"
#include "simulation/converter.hpp"
#include "simulation/current_watch.hpp"
#include "simulation/drive.hpp"
#include "simulation/jig_build.hpp"
#include "simulation/live_part.hpp"

namespace buzzout {

// A jig's pins, the fixture's wires and whatever is plugged in, as one electrical network with its
// own time. Both simulations stand on it: the in-process jig and the real ELF under simavr.
//
// The network: an AVR pin drives through 25 Ω (high: 28 Ω) or pulls up through 35 kΩ to 5 V; a
// point's pin reaches its terminal through 470 Ω; on a Kelvin board the sense pin sits at the terminal
// itself. A pin reads low below 1.9 V and high above 2.6 V; between the two it keeps its last reading,
// as a Schmitt trigger does. Every terminal has 30 pF of its own to ground, and a floating one keeps
// its voltage with a time constant of 0.3 s. A healthy joint has 0.05 Ω.
class Workbench {
 public:
  // Looks up a profile that the cable language names; throws Error if there is none.
  using ProfileFinder = std::function<Profile(const std::string& name)>;

  // `under_test` is the cable a spec without PROFILE means (null: none, such a spec needs PROFILE or
  // only jig, fixture, loop and touch edits). The references outlive the workbench. `seed` drives
  // whatever is random (flaky joints). Nothing is plugged in until plug() is called.
  Workbench(const Board&, const Fixture&, const Profile* under_test, FixtureMap::Choices,
            ProfileFinder, unsigned seed = 1);
  ~Workbench();

  // Replaces whatever is plugged in. Jig and fixture edits in the spec are added to those already
  // there and stay. Throws Error "cable-language" for a name that does not exist, with suggestions.
  // The parts come with the cable and go with it.
  void plug(const CableEdits&, const std::vector<LivePart>& = {});

  // Another jig, or this one on another day: its parts, supply and temperature. It holds from the next plug() on, for the converter's
  // supply and temperature too. At first every part is nominal.
  void set_build(const JigBuild&);

  // The point's pin: on a Kelvin board the force pin.
  void drive(Point, Drive);
  // The sense pin of a Kelvin board.
  void drive_sense(Point, Drive);

  // Seconds since the workbench was made.
  double now() const;
  // Lets time pass with the drives as they are.
  void advance(double seconds);

  // What the digital input of the point's pin (on a Kelvin board: of its sense pin) reads now.
  bool reads_low(Point);
  // Volts at the same pin.
  double volts(Point);
  // Volts at the point's terminal, where the fixture's wires and the add-on's taps are.
  double terminal_volts(Point);
  // The milliohm add-on, if the fixture has one: on its taps, and on a bus that a simulation of the jig drives. At first of
  // nominal parts.
  MilliohmAddon* addon();
  // Another one; `seed` drives its noise.
  void set_addon(const AddonParts&, std::uint64_t seed);

  // The chip's converter: at first a typical one, of the workbench's seed. It stays while cables come and go.
  Converter& converter();
  // Another chip, with the reference of the one before and AREF at its volts. The present time is now().
  void set_converter(const ConverterTraits&, std::uint64_t seed);
  // The code of the pin that volts() tells of, with the reference that the converter has, as things are now. No time passes.
  unsigned convert(Point);

  // The current through each pin, by point, as things are now. What has not moved since it was last asked costs next to nothing.
  const std::vector<PinCurrent>& pin_currents();
  // From now on looks at all currents whenever a drive has changed and while time passes (0.1 µs after a change, then at times that
  // grow fourfold), until the next call. A pin's current is never looked at while the drives of one instant are still being set.
  void watch_currents();
  const CurrentWatch& currents() const;

  // Things no correct firmware does, in words: a pin driven high against a pin driven low, unless it is a measurement of
  // resistance: they are the only points that drive, both were low for a millisecond just before, and it takes no longer than
  // 25 ms. Empty is good. (Reading before settling is the
  // reader's to judge: see seconds_since_drive.)
  const std::vector<std::string>& violations() const;
  double seconds_since_drive() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace buzzout
