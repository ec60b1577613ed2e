#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/places.hpp"

namespace buzzout {

// Throws Error "bad-name" or "name-taken": a name that means something else already would hide it, or be hidden.
// `known` are the profiles of the library.
void refuse_taken_name(const std::string& name, const Catalog&, const std::vector<Profile>& known);

// Where a new profile goes: what is said, else the user's library. Throws Error "bad-name" if what is said is not
// called as the profile, and what require_place() throws.
std::filesystem::path new_profile_file(const std::string& name, const std::optional<std::string>& said, const Places&);

}  // namespace buzzout
