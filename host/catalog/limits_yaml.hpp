#pragma once

#include "catalog/yaml_reader.hpp"
#include "core/profile.hpp"

namespace buzzout {

// Fills in the wires of a profile whose nets are known; what stands under `all` holds for each net that does not say
// otherwise. Throws Error "unknown-net" or those of YamlReader.
void read_wires(const YamlReader&, const YamlNode& wires, Profile&);

// Fills in the limits of a profile whose nets and wires are known. Throws Error "wire-size" (an allowance, and a wire whose
// copper nobody knows), "no-match" (nothing here is made alike), "golden-path" (no two contacts of one net), those of
// read_contact() or those of YamlReader.
void read_limits(const YamlReader&, const YamlNode& limits, Profile&);

}  // namespace buzzout
