#include "catalog/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <set>
#include <sstream>

#include "text/printable.hpp"

namespace buzzout {
namespace {

using Kind = YamlNode::Kind;

constexpr std::size_t kDeepest = 8;

Mark mark_of(const YAML::Mark& m) {
  const auto count = [](int n) { return n < 0 ? std::size_t{0} : static_cast<std::size_t>(n); };
  return {count(m.line), count(m.column)};
}

YamlNode node_at(Kind kind, const YAML::Mark& m) {
  YamlNode node;
  node.kind = kind;
  node.mark = mark_of(m);
  return node;
}

// yaml-cpp 0.7 takes a quoted scalar that the end of the file cuts off.
bool is_closed(std::string_view rest) {
  const char quote = rest.empty() ? ' ' : rest.front();
  if (quote != '"' && quote != '\'') return true;  // a block scalar
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (quote == '"' && rest[i] == '\\') {
      ++i;
    } else if (rest[i] == quote) {
      if (quote == '"' || i + 1 == rest.size() || rest[i + 1] != quote) return true;
      ++i;
    }
  }
  return false;
}

// Builds the tree from yaml-cpp's events, because its own Node hides duplicate keys and anchors.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(const SourceText& source) : source_(source) {}

  YamlNode root() && { return std::move(root_); }

  [[noreturn]] void refuse_anchor(Mark at) const {
    throw source_.error("yaml-anchor", "YAML anchors and aliases (& and *) are not supported", at,
                        "write the value out");
  }

  void OnDocumentStart(const YAML::Mark& m) override {
    if (++documents_ > 1)
      throw source_.error("yaml-documents", "the file holds more than one YAML document",
                          mark_of(m), "keep one document in a file");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& m, YAML::anchor_t anchor) override {
    add(node_at(Kind::nothing, m), "?", anchor);
  }
  void OnAlias(const YAML::Mark& m, YAML::anchor_t) override { refuse_anchor(mark_of(m)); }
  void OnScalar(const YAML::Mark& m, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    YamlNode node = node_at(Kind::scalar, m);
    node.text = value;
    node.plain = tag == "?";
    const std::string_view all = source_.text();
    if (tag == "!" && !is_closed(all.substr(source_.offset(node.mark))))
      throw source_.error("yaml-syntax", "not valid YAML: the quote is never closed", node.mark,
                          "close it");
    add(std::move(node), tag, anchor);
  }
  void OnSequenceStart(const YAML::Mark& m, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(node_at(Kind::list, m), tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& m, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(node_at(Kind::map, m), tag, anchor, style);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    YamlNode node;
    bool flow = false;
    bool has_key = false;
    YamlNode key;
    std::set<std::string> keys;

    bool expects_key() const { return node.kind == Kind::map && !has_key; }
  };

  [[noreturn]] void refuse_key(Mark at) const {
    throw source_.error("yaml-key", "a key must be a word", at, "write `key: value`");
  }

  void check(const YamlNode& node, const std::string& tag, YAML::anchor_t anchor) const {
    if (anchor != YAML::NullAnchor) refuse_anchor(node.mark);
    if (!tag.empty() && tag != "?" && tag != "!")
      throw source_.error("yaml-tag", "YAML tags (!) are not supported", node.mark, "remove the tag");
  }

  void open(YamlNode node, const std::string& tag, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    check(node, tag, anchor);
    if (levels_.size() == kDeepest)
      throw source_.error("yaml-depth", "the YAML is nested deeper than 8 levels", node.mark,
                          "no file of ours needs that: is this the right file?");
    if (!levels_.empty() && levels_.back().expects_key()) refuse_key(node.mark);
    Level level;
    level.node = std::move(node);
    level.flow = style == YAML::EmitterStyle::Flow;
    levels_.push_back(std::move(level));
  }

  void close() {
    YamlNode node = std::move(levels_.back().node);
    levels_.pop_back();
    attach(std::move(node));
  }

  void add(YamlNode node, const std::string& tag, YAML::anchor_t anchor) {
    check(node, tag, anchor);
    attach(std::move(node));
  }

  // yaml-cpp puts "nothing" on the token that follows it, often on the next line; it is better
  // looked for at its key or list.
  void attach(YamlNode node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == Kind::list) {
      if (node.kind == Kind::nothing && !level.flow) node.mark = level.node.mark;
      level.node.items.push_back(std::move(node));
    } else if (level.expects_key()) {
      if (node.kind != Kind::scalar) refuse_key(node.mark);
      if (!level.keys.insert(node.text).second)
        throw source_.error("yaml-duplicate-key", in_quotes(node.text) + " is here twice",
                            node.mark, "keep one of them");
      level.key = std::move(node);
      level.has_key = true;
    } else {
      if (node.kind == Kind::nothing) node.mark = level.key.mark;
      level.node.entries.push_back({std::move(level.key), std::move(node)});
      level.has_key = false;
    }
  }

  const SourceText& source_;
  int documents_ = 0;
  YamlNode root_;
  std::vector<Level> levels_;
};

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& entry : entries)
    if (entry.key.text == key) return &entry.value;
  return nullptr;
}

YamlNode parse_yaml(const SourceText& source) {
  TreeBuilder builder(source);
  try {
    std::istringstream in(source.text());
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& e) {
    if (e.msg.starts_with(YAML::ErrorMsg::UNKNOWN_ANCHOR))  // yaml-cpp 0.8 puts the name behind it
      builder.refuse_anchor(mark_of(e.mark));
    throw source.error("yaml-syntax", "not valid YAML: " + printable(e.msg, 120), mark_of(e.mark),
                       "look at this line and the one above: indentation, `key: value`, closed "
                       "quotes and brackets");
  }
  YamlNode root = std::move(builder).root();
  if (root.kind == Kind::nothing)
    throw Error("yaml-empty", "the file is empty", source.path(), "is this the right file?");
  if (root.kind != Kind::map)
    throw source.error("yaml-wrong-type", "the file is not a map", root.mark,
                       "write `key: value` lines");
  return root;
}

}  // namespace buzzout
