#pragma once

#include "core/profile.hpp"
#include "core/record.hpp"
#include "drawing/figure.hpp"
#include "drawing/wiring_picture.hpp"

namespace buzzout {

// Pictures of a cable to hang at a bench, with words around them. No shapes where there are too many wires to draw.

// As its profile wants it, with what is to be known before somebody builds it: how far the profile is believed, its
// hazard and its note.
Figure cable_figure(const Profile&);

// As it was measured: outcome, which cable it was and when, "simulated" if it was, and below the drawing what is wrong
// and what to do. Of a test that measured nothing there is none: see is_measured().
Figure cable_figure(const TestRecord&, const Profile&, const WiringPicture& measured);

}  // namespace buzzout
