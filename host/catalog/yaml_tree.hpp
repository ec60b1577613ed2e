#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/source_text.hpp"

namespace buzzout {

struct YamlEntry;

// One value of a YAML document and where it stands. All scalars are text; who reads them decides.
struct YamlNode {
  enum class Kind { nothing, scalar, list, map };

  Kind kind = Kind::nothing;
  Mark mark;
  std::string text;                // scalar
  bool plain = false;              // scalar without quotes
  std::vector<YamlNode> items;     // list
  std::vector<YamlEntry> entries;  // map, in file order

  // The value of a map's key; nullptr if there is none.
  const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
  YamlNode key;
  YamlNode value;
};

// The file's one document, a map. Takes a strict part of YAML: no second document, anchor, alias,
// tag, key that is not text, duplicate key or nesting deeper than 8. Throws Error "yaml-syntax",
// "yaml-empty", "yaml-documents", "yaml-anchor", "yaml-tag", "yaml-key", "yaml-duplicate-key",
// "yaml-depth" or "yaml-wrong-type".
YamlNode parse_yaml(const SourceText&);

}  // namespace buzzout
