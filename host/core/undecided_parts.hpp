#pragma once

#include <vector>

#include "core/fixture_map.hpp"
#include "core/part_state.hpp"

namespace buzzout {

// A part of which no matrix can say that it is as its profile wants it.
struct UndecidedPart {
  enum class Why {
    free_text,    // nothing says what it is
    ohms,         // a resistor, a coil: by its ohms only
    looks_alike,  // a diode or jumper that reads the same when it is missing, shorted or reversed: others lie beside it
  };
  const Part* part = nullptr;  // of the profile
  Why why = Why::ohms;
};

// All of them, in the profile's order: what must be decided by something else than a matrix that meets the
// expectation, else nothing may pass.
//
// A diode or a jumper is decided if every wrong state of it alone (wrong_states()) reads otherwise than the profile's
// cable. Then so does every set of wrong states of several: if one of them read the same, no diode of it could be
// reversed or joined (its two directions would both be there in the good cable, which reads the same with that diode
// joined), so that parts are missing only; and what a set does not miss no one of it does.
std::vector<UndecidedPart> undecided_parts(const Profile&, const FixtureMap&);

}  // namespace buzzout
