#pragma once

#include "catalog/yaml_reader.hpp"
#include "core/source.hpp"

namespace buzzout {

// `source: {text: …, certainty: A | B | C | M}` of a profile or connector.
Source read_source(const YamlReader&, const YamlNode&);

}  // namespace buzzout
