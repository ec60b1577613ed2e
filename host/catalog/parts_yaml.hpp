#pragma once

#include "catalog/yaml_reader.hpp"
#include "core/profile.hpp"

namespace buzzout {

// Fills in the parts of a profile whose nets are known: a list of maps. Throws Error "unknown-net", "impossible-part"
// (a window that nothing lies in) or those of YamlReader.
void read_parts(const YamlReader&, const YamlNode& parts, Profile&);

}  // namespace buzzout
