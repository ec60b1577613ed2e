#pragma once

#include <string_view>

namespace buzzout {

// What a test looked at, the lesser first: it finds what the lesser ones find.
enum class Coverage { continuity, continuity_and_ohms };
std::string_view to_string(Coverage);  // "continuity", "continuity+ohms"

// How a value is held against its limit. Guard band: what lies within its uncertainty of the limit is marginal, and not
// good enough for a lot. Simple: the limit itself decides.
enum class Decision { simple, guard_band };
std::string_view to_string(Decision);  // "simple", "guard-band"

}  // namespace buzzout
