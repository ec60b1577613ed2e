#pragma once

#include <vector>

#include "core/profile.hpp"
#include "core/resistance.hpp"

namespace buzzout {

// Whether somebody said that what has ohms is meant: a resistor or a coil, and no bad joint.
enum class Ohmic { refused, meant };

// Parts the nets of a measured cable where they have more ohms than a wire: each becomes several nets, with resistors R1, R2, …
// between them (a coil measures the same). `measured`: what was measured between contacts of its nets; where nothing was,
// a net stays whole. Throws Error "resistive" (there are ohms, and nobody said that they are meant), "bad-joint" (too many for a
// wire and too few for a part) and "parts-unclear" (no resistors in a row or a star make these readings).
void part_by_ohms(Profile&, const std::vector<Resistance>& measured, Ohmic);

}  // namespace buzzout
