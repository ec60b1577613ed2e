#pragma once

#include <vector>

#include "core/profile.hpp"

namespace buzzout {

// How a part is in a cable, as far as wires and one-way links go.
enum class PartState {
  as_wanted,
  open,      // does not conduct; a jumper: missing
  joined,    // its nets are one: shorted, or a wire in its place; a jumper has no such state, it is one
  reversed,  // a diode the wrong way round
};
// By Profile::parts; shorter: the others are as wanted.
using PartStates = std::vector<PartState>;

PartState state_of(const PartStates&, std::size_t part);
// What else than `as_wanted` a part can be.
std::vector<PartState> wrong_states(const Part&);

// What a matrix shows of a resistor or coil of a profile that is as wanted: `sure`, a wire; `never`, nothing; `perhaps`,
// either, or a wire from some points and not from others. By the worst that the AVR's data sheet allows: low is below
// 0.3 Vcc, high above 0.6 Vcc, pull-ups are of 20 to 50 kΩ, and a point is held low through 470 Ω and its pin's 25 Ω.
// `points`: how many test points hang on its nets and on all that parts join to these.
enum class LooksLinked { never, perhaps, sure };
LooksLinked looks_linked(const Profile&, const Part&, unsigned points);

// A profile of the same cable in which nets that a part joins both ways (jumpers; what is `joined`) are one net, its name
// "A=B" as of roles that share a conductor, and only diodes are left as parts, in the direction that they conduct in.
// `as_wires`: resistors and coils, by their place in Profile::parts, that count as wires while they are as wanted.
Profile wired(const Profile&, const PartStates& = {}, const std::vector<bool>& as_wires = {});

}  // namespace buzzout
