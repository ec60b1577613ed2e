#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace buzzout {

// A document as text, on one line or with so many spaces a level. The one way of printing JSON: a path, or whatever
// else came from outside, may have bytes that are not UTF-8, and they become U+FFFD.
std::string json_text(const nlohmann::ordered_json&, int indent = -1);

}  // namespace buzzout
