#pragma once

#include "core/connector.hpp"
#include "drawing/figure.hpp"

namespace buzzout {

// A kind of connector for somebody with one in the hand: a phone plug from its side, with what each part is and the
// solder tags; of others, both faces, each under the names of the two sides that look like it. The first contact has
// a second ring. Where nobody knows how the contacts lie, it says so and names them.
Figure figure_of(const ConnectorType&);

}  // namespace buzzout
