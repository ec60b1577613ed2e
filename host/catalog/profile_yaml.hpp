#pragma once

#include <string>
#include <vector>

#include "catalog/connector_yaml.hpp"
#include "catalog/source_text.hpp"
#include "core/profile.hpp"

namespace buzzout {

// The profile in a text; with a variant's name, that variant, called "profile:variant". Every
// variant is checked whichever is asked for. Throws Error for anything that is not a profile,
// pointing at it; "unknown-variant" if there is no such variant.
Profile load_profile(const SourceText&, const ConnectorLibrary&, const std::string& variant = {});

// The profile and then its variants, in the order of the file; throws as load_profile().
std::vector<Profile> load_profiles(const SourceText&, const ConnectorLibrary&);

// Only the aliases of a profile, for finding it.
std::vector<std::string> load_aliases(const SourceText&);

}  // namespace buzzout
