#pragma once

#include "bench/live_watch.hpp"
#include "cli/terminal/environment.hpp"

namespace buzzout {

// Whether there is somebody to look at a live picture.
bool can_show_live(bool json, const Environment&);

// Shows a watch on the whole terminal until it ends. The terminal is as it was when this returns or
// throws.
LiveResult show_live(LiveWatch&, Environment&);

}  // namespace buzzout
