#pragma once

#include <string>

namespace e2e {

// The speed a port is set to now, in baud; 0 where it cannot be told. As the kernel has it (termios2):
// the older interface has no number for an arbitrary speed.
unsigned speed_of(const std::string& path);

}  // namespace e2e
