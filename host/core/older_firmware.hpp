#pragma once

#include <string>
#include <vector>

#include "core/fixture.hpp"
#include "core/scan.hpp"

namespace buzzout {

// What a jig cannot do because its firmware is older than this program, each as a sentence without its full stop; nothing of a
// simulated jig, or of a board that this program does not know.
std::vector<std::string> lacks_of(const JigIdentity&);
// Only what a test on that fixture goes without.
std::vector<std::string> lacks_of(const JigIdentity&, const Fixture&);

}  // namespace buzzout
