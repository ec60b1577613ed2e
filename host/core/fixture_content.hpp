#pragma once

#include <string>

#include "core/fixture.hpp"

namespace buzzout {

// What a fixture says about the wiring of a jig, in canonical form: two files with the same text describe the same
// box. It holds the board and, by the name of the socket, the connector type, the test point of each contact and
// where the contacts of other plugs land. Comments, the fixture's name and title, labels, genders and lives of sockets,
// and the order in the file are not part of it.
std::string fixture_content(const Fixture&);

}  // namespace buzzout
