#include "core/coverage.hpp"

namespace buzzout {

std::string_view to_string(Coverage c) { return c == Coverage::continuity ? "continuity" : "continuity+ohms"; }

std::string_view to_string(Decision d) { return d == Decision::simple ? "simple" : "guard-band"; }

}  // namespace buzzout
