#pragma once

#include "cli/views/live_screen.hpp"

namespace buzzout {

// A watch where there is no terminal: a line for every change, with --json a document. Lines on
// standard input are the keys of the screen: an empty one tests, `c` says that the joints were
// redone, `q` leaves; `wait SECONDS` lets time pass before the next one, and `plug CABLE` exchanges
// a simulated cable. At the end of input it leaves when there is nothing more to wait for; a cable
// that is right, or that let go, is tested first. Any other line throws Error "usage".
LiveResult stream_live(LiveWatch&, bool json, Environment&);

}  // namespace buzzout
