#pragma once

#include "core/fixture.hpp"
#include "drawing/figure.hpp"

namespace buzzout {

// How a jig is wired: a row for each test point, from the board's pin through its resistor, and a column for each
// socket; where the row meets a socket, the name of the contact that is soldered there. Sockets that
// share points are under one bracket; below stand the pins of the board that are no test points.
Figure fixture_figure(const Fixture&);

}  // namespace buzzout
