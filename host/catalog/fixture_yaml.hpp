#pragma once

#include "catalog/connector_yaml.hpp"
#include "catalog/source_text.hpp"
#include "core/fixture.hpp"

namespace buzzout {

// Throws Error for anything that is not a fixture (see core/fixture.hpp for what is guaranteed),
// pointing at it: "unknown-board", "unknown-contact", "point-twice", "sharing-groups",
// "same-socket", "acceptance", "sense", or those of YamlReader.
Fixture load_fixture(const SourceText&, const ConnectorLibrary&);

}  // namespace buzzout
