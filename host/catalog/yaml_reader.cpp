#include "catalog/yaml_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

#include "core/suggest.hpp"
#include "text/printable.hpp"
#include "text/utf8.hpp"

namespace buzzout {
namespace {

using Kind = YamlNode::Kind;

// How many candidates a remedy lists.
constexpr std::size_t kListed = 30;
constexpr const char* kFillIt = "fill it, or remove the key if it may be absent";

struct KindWords {
  std::string_view name;
  std::string_view remedy;
};

KindWords words_for(Kind kind) {
  switch (kind) {
    case Kind::nothing:
      return {"nothing", ""};
    case Kind::scalar:
      return {"one value", "write `key: value`"};
    case Kind::list:
      return {"a list", "write `[a, b]`, or a line with `- ` for each item"};
    case Kind::map:
      break;
  }
  return {"a map", "write `{key: value}`, or an indented line for each key"};
}

bool holds(const Words& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

std::string plain(double value) {
  std::ostringstream out;
  out.precision(12);
  out << value;
  return out.str();
}

// The whole of a plain scalar as a decimal number.
template <typename T>
bool parse(const YamlNode& node, T& value) {
  const char* end = node.text.data() + node.text.size();
  const auto [stop, problem] = std::from_chars(node.text.data(), end, value);
  return node.plain && problem == std::errc{} && stop == end;
}

}  // namespace

std::string listing(std::string_view intro, const Words& words) {
  std::string out = std::string(intro) + ": ";
  for (std::size_t i = 0; i < words.size() && i < kListed; ++i)
    out += (i > 0 ? ", " : "") + words[i];
  return words.size() > kListed ? out + ", …" : out;
}

std::string advice(std::string_view name, std::string_view intro, const Words& candidates) {
  const auto near = nearest(name, candidates);
  return (near ? "did you mean `" + *near + "`? " : "") + listing(intro, candidates);
}

void YamlReader::fail(std::string code, std::string message, const YamlNode& at,
                      std::string remedy) const {
  throw source_.error(std::move(code), std::move(message), at.mark, std::move(remedy));
}

void YamlReader::expect(const YamlNode& node, Kind kind, const std::string& what) const {
  if (node.kind == kind) return;
  const auto [name, remedy] = words_for(kind);
  if (node.kind == Kind::nothing)
    fail("yaml-wrong-type", what + " has no value", node, std::string(remedy));
  fail("yaml-wrong-type",
       what + " must be " + std::string(name) + ", not " + std::string(words_for(node.kind).name),
       node, std::string(remedy));
}

void YamlReader::keys(const YamlNode& node, const std::string& what, const Words& required,
                      const Words& optional) const {
  expect(node, Kind::map, what);
  for (const auto& entry : node.entries) {
    if (holds(required, entry.key.text) || holds(optional, entry.key.text)) continue;
    Words known = required;
    known.insert(known.end(), optional.begin(), optional.end());
    fail("yaml-unknown-key", what + " has no key " + in_quotes(entry.key.text), entry.key,
         advice(entry.key.text, "known keys", known));
  }
  for (const auto& key : required)
    if (node.find(key) == nullptr)
      fail("yaml-missing-key", what + " lacks the key `" + key + "`", node, "add `" + key + ": …`");
}

const std::vector<YamlEntry>& YamlReader::map(const YamlNode& node, const std::string& what) const {
  expect(node, Kind::map, what);
  if (node.entries.empty()) fail("yaml-bad-value", what + " is empty", node, kFillIt);
  return node.entries;
}

const std::vector<YamlNode>& YamlReader::list(const YamlNode& node, const std::string& what) const {
  expect(node, Kind::list, what);
  if (node.items.empty()) fail("yaml-bad-value", what + " is empty", node, kFillIt);
  return node.items;
}

const std::string& YamlReader::scalar(const YamlNode& node, const std::string& what) const {
  expect(node, Kind::scalar, what);
  return node.text;
}

std::string YamlReader::text(const YamlNode& node, const std::string& what,
                             std::size_t most) const {
  std::string out = scalar(node, what);
  std::ranges::replace(out, '\n', ' ');
  const auto last = out.find_last_not_of(' ');
  out.resize(last == std::string::npos ? 0 : last + 1);
  if (out.empty()) fail("yaml-bad-value", what + " is empty", node, kFillIt);
  if (out.size() > most)
    fail("yaml-bad-value", what + " is longer than " + std::to_string(most) + " bytes", node,
         "shorten it");
  for_each_code_point(out, [&](const CodePoint& c) {
    if (!c.valid || is_control(c.value))
      fail("yaml-bad-value", what + " contains a control character", node, "remove its escape");
  });
  return out;
}

std::string YamlReader::name(const YamlNode& node, const std::string& what,
                             const NameRule& rule) const {
  const std::string& out = scalar(node, what);
  if (!follows(rule, out))
    fail("yaml-bad-name", what + " cannot be called " + in_quotes(out), node,
         "allowed: " + std::string(rule.allowed));
  return out;
}

Words YamlReader::names(const YamlNode& node, const std::string& what, const NameRule& rule) const {
  Words out;
  for (const auto& item : list(node, what)) {
    std::string next = name(item, "an item of " + what, rule);
    if (holds(out, next))
      fail("yaml-bad-value", in_quotes(next) + " is in " + what + " twice", item,
           "keep one of them");
    out.push_back(std::move(next));
  }
  return out;
}

int YamlReader::integer(const YamlNode& node, const std::string& what, int least, int most) const {
  const std::string range = std::to_string(least) + " to " + std::to_string(most);
  scalar(node, what);
  long long value = 0;
  if (!parse(node, value))
    fail("yaml-wrong-type", what + " must be a whole number, not " + in_quotes(node.text), node,
         "write a number from " + range);
  if (value < least || value > most)
    fail("yaml-out-of-range", what + " is out of range", node, "allowed: " + range);
  return static_cast<int>(value);
}

double YamlReader::number(const YamlNode& node, const std::string& what, double least,
                          double most) const {
  const std::string range = plain(least) + " to " + plain(most);
  scalar(node, what);
  double value = 0;
  if (!parse(node, value) || !std::isfinite(value))
    fail("yaml-wrong-type", what + " must be a number, not " + in_quotes(node.text), node,
         "write a number from " + range);
  if (value < least || value > most)
    fail("yaml-out-of-range", what + " is out of range", node, "allowed: " + range);
  return value;
}

}  // namespace buzzout
