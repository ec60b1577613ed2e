#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/names.hpp"
#include "catalog/source_text.hpp"
#include "text/printable.hpp"
#include "catalog/yaml_tree.hpp"

namespace buzzout {

using Words = std::vector<std::string>;

inline constexpr std::array<std::pair<std::string_view, bool>, 2> kYesNo{{{"true", true}, {"false", false}}};

// "known keys: a, b, c"; of many, the first ones.
std::string listing(std::string_view intro, const Words&);
// "did you mean `x`? known keys: a, b, c"; the question only when one candidate is near.
std::string advice(std::string_view name, std::string_view intro, const Words& candidates);

// Strict reading of YAML values. `what` names the value in messages ("`revision`", "a socket").
// Everything throws an Error that points at the place.
class YamlReader {
 public:
  explicit YamlReader(const SourceText& source) : source_(source) {}

  [[noreturn]] void fail(std::string code, std::string message, const YamlNode& at,
                         std::string remedy = {}) const;

  // That a node is a map with all of the required keys, and no key but these and the optional ones
  // ("yaml-wrong-type", "yaml-missing-key", "yaml-unknown-key").
  void keys(const YamlNode&, const std::string& what, const Words& required,
            const Words& optional = {}) const;

  // "yaml-wrong-type" unless it is one; an empty one is "yaml-bad-value".
  const std::vector<YamlEntry>& map(const YamlNode&, const std::string& what) const;
  const std::vector<YamlNode>& list(const YamlNode&, const std::string& what) const;
  // As written, perhaps empty ("yaml-wrong-type").
  const std::string& scalar(const YamlNode&, const std::string& what) const;

  // One line of prose: line ends become spaces. "yaml-bad-value" if it is empty, longer than `most`
  // bytes, or contains a control character through an escape.
  std::string text(const YamlNode&, const std::string& what, std::size_t most) const;
  // "yaml-bad-name" if it breaks the rule.
  std::string name(const YamlNode&, const std::string& what, const NameRule&) const;
  // Names, all different ("yaml-bad-value").
  Words names(const YamlNode&, const std::string& what, const NameRule&) const;
  // A plain decimal number ("yaml-wrong-type") in the range ("yaml-out-of-range").
  int integer(const YamlNode&, const std::string& what, int least, int most) const;
  double number(const YamlNode&, const std::string& what, double least, double most) const;

  // "yaml-bad-value" unless it is one of the words.
  template <typename T, std::size_t n>
  T choice(const YamlNode& node, const std::string& what,
           const std::array<std::pair<std::string_view, T>, n>& words) const {
    const std::string& text = scalar(node, what);
    Words known;
    for (const auto& [word, value] : words) {
      if (text == word) return value;
      known.emplace_back(word);
    }
    fail("yaml-bad-value", what + " cannot be " + in_quotes(text), node,
         advice(text, "known", known));
  }

 private:
  void expect(const YamlNode&, YamlNode::Kind, const std::string& what) const;

  const SourceText& source_;
};

}  // namespace buzzout
