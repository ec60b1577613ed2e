#pragma once

namespace buzzout {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace buzzout
