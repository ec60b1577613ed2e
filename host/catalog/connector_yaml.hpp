#pragma once

#include <functional>
#include <optional>

#include "catalog/source_text.hpp"
#include "catalog/yaml_reader.hpp"
#include "core/connector.hpp"

namespace buzzout {

// Where profiles and fixtures get their connector types. `find` returns nothing for an unknown
// name, and throws the Error of a broken connector file.
struct ConnectorLibrary {
  std::function<std::optional<ConnectorType>(const std::string&)> find;
  std::function<std::vector<std::string>()> names;
};

// Throws Error for anything that is not a connector, pointing at it.
ConnectorType load_connector(const SourceText&);

// The connector type that a value names ("unknown-connector").
ConnectorType read_connector_type(const YamlReader&, const YamlNode&, const std::string& what,
                                  const ConnectorLibrary&);

}  // namespace buzzout
