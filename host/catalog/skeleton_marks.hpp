#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"

namespace buzzout {

// What `profiles new` puts behind each key that a person must fill in.
inline constexpr std::string_view kSkeletonMark = "←";

// The keys of a profile's file that still have the mark, "source.text" for one within another.
std::vector<std::string> marked_keys(std::string_view yaml);

// The profile, unless it is a skeleton that nobody has filled in. Throws Error "skeleton", and what the catalog throws.
Profile filled_in_profile(const Catalog&, const std::string& name_alias_or_path);

}  // namespace buzzout
