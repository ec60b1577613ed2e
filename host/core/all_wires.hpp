#pragma once

namespace buzzout {

// The net of an upset in which nothing at all stayed connected: a plug that was pulled, most likely.
inline constexpr const char* kAllWires = "all wires";

}  // namespace buzzout
