#pragma once

#include <optional>

#include "core/profile.hpp"

namespace buzzout {

// What measures between two nets of a cable as it is wanted, by all the resistors, coils and jumpers that join them: between
// its smallest, when every part is at the lower end of its window, and its largest (in a network of resistances each of
// them can only add: Rayleigh's monotonicity). Diodes and parts of free text count as nothing. Nothing if no resistor or coil
// lies on the way.
std::optional<OhmWindow> window_between(const Profile&, const Net&, const Net&);
// The same of a resistor or coil; nothing for other kinds of part.
std::optional<OhmWindow> window_between_nets_of(const Profile&, const Part&);

// Whether its two nets are joined by resistors, coils and jumpers without it, so that only all of them together are measured.
bool lies_beside_others(const Profile&, const Part&);

// Whether what measures between the nets of a resistor or coil tells that it is there: without it, more is left than the
// window allows, whatever its neighbours in parallel are. Else its absence could hide in their tolerance.
bool is_seen_beside_others(const Profile&, const Part&);

// Whether parts join the two nets, by whatever way.
bool are_joined_by_parts(const Profile&, const Net&, const Net&);

}  // namespace buzzout
