#include "catalog/source_yaml.hpp"

namespace buzzout {

Source read_source(const YamlReader& read, const YamlNode& node) {
  static constexpr std::array<std::pair<std::string_view, char>, 4> kCertainties{
      {{"A", 'A'}, {"B", 'B'}, {"C", 'C'}, {"M", 'M'}}};
  read.keys(node, "`source`", {"text", "certainty"});
  return {read.text(*node.find("text"), "`text`", 2000),
          read.choice(*node.find("certainty"), "`certainty`", kCertainties)};
}

}  // namespace buzzout
