#pragma once

#include "drawing/figure.hpp"
#include "drawing/wiring_picture.hpp"

namespace buzzout {

// More wires than an eye can follow are not drawn from end to end.
bool is_for_cards(const WiringPicture&);

// Each end by itself, and beside each of its contacts the wire and the contacts where that goes: "3-hot", "ch3.2". The
// first ends stand at the left, the others beside them in columns of about that height.
Figure cards_of(const WiringPicture&);

}  // namespace buzzout
