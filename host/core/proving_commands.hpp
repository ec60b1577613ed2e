#pragma once

#include <string>

namespace buzzout {

// What somebody types to prove a fixture, whichever one the command would choose by itself.
inline std::string self_test_command(const std::string& fixture) { return "buzzout fixtures self-test -f " + fixture; }
inline std::string trace_command(const std::string& fixture) { return "buzzout fixtures trace -f " + fixture; }

}  // namespace buzzout
