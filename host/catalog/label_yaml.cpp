#include "catalog/label_yaml.hpp"

#include <algorithm>

#include "catalog/yaml_reader.hpp"

namespace buzzout {
namespace {

constexpr double kLargest = 300, kSmallest = 0.05;  // mm
constexpr std::size_t kLongestPhrase = 500;

const Words kKinds{"text", "code128", "qr", "line", "box"};
const Words kElementKeys{"text", "code128", "qr", "line", "box", "x", "y", "width", "height", "size",
                         "points", "bold", "align", "cut"};

constexpr std::array<std::pair<std::string_view, LabelAlign>, 3> kAligns{
    {{"left", LabelAlign::left}, {"centre", LabelAlign::centre}, {"right", LabelAlign::right}}};

// One element of a label, read with the size of the label at hand.
class ElementReader {
 public:
  ElementReader(const YamlReader& read, const YamlNode& node, const LabelTemplate& label)
      : read_(read), node_(node), label_(label) {}

  LabelElement element() const {
    read_.keys(node_, "an element", {}, kElementKeys);
    const std::string kind = the_kind();
    if (kind == "text") return text();
    if (kind == "code128") return LabelCode128{(allow("code128", {"x", "y", "width", "height"}), box()), phrase("code128")};
    if (kind == "qr") return LabelQr{(allow("qr", {"x", "y", "size"}), square()), phrase("qr")};
    if (kind == "line") return line();
    return frame();
  }

 private:
  std::string the_kind() const {
    std::string found;
    for (const auto& kind : kKinds) {
      const YamlNode* here = node_.find(kind);
      if (here == nullptr) continue;
      if (!found.empty())
        read_.fail("label-element", "an element is one thing, not `" + found + "` and `" + kind + "`", *here,
                   "make two elements of it");
      found = kind;
    }
    if (found.empty())
      read_.fail("yaml-missing-key", "an element lacks what it is", node_, "add one of: text, code128, qr, line, box");
    return found;
  }

  // The keys that this kind needs or may have; the others belong to other kinds.
  void allow(const std::string& kind, const Words& required, const Words& optional = {}) const {
    for (const auto& key : required)
      if (node_.find(key) == nullptr)
        read_.fail("yaml-missing-key", "a `" + kind + "` lacks the key `" + key + "`", node_, "add `" + key + ": …`");
    const auto in = [](const Words& words, const std::string& word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    };
    for (const auto& entry : node_.entries)
      if (entry.key.text != kind && !in(required, entry.key.text) && !in(optional, entry.key.text))
        read_.fail("label-element", "a `" + kind + "` has no `" + entry.key.text + "`", entry.key, "remove it");
  }

  double millimetres(const std::string& key, double least) const {
    return read_.number(*node_.find(key), "`" + key + "`", least, kLargest);
  }

  LabelBox inside(LabelBox box) const {
    constexpr double kRounding = 1e-6;
    if (box.x + box.width > label_.width + kRounding)
      read_.fail("label-outside", "the element goes beyond the right edge of the label", node_, "make it narrower, or move it");
    if (box.y + box.height > label_.height + kRounding)
      read_.fail("label-outside", "the element goes beyond the lower edge of the label", node_, "make it lower, or move it");
    return box;
  }

  LabelBox box() const {
    return inside({millimetres("x", 0), millimetres("y", 0), millimetres("width", kSmallest),
                   millimetres("height", kSmallest)});
  }

  LabelBox square() const {
    const double size = millimetres("size", kSmallest);
    return inside({millimetres("x", 0), millimetres("y", 0), size, size});
  }

  LabelPhrase phrase(const std::string& key) const {
    const YamlNode& node = *node_.find(key);
    try {
      return label_phrase(read_.text(node, "`" + key + "`", kLongestPhrase));
    } catch (const Error& e) {
      if (!e.where.empty()) throw;
      read_.fail(e.code, e.message, node, e.remedy);
    }
  }

  bool yes(const std::string& key) const {
    const YamlNode* node = node_.find(key);
    return node != nullptr && read_.choice(*node, "`" + key + "`", kYesNo);
  }

  LabelText text() const {
    allow("text", {"x", "y", "width", "height"}, {"points", "bold", "align", "cut"});
    LabelText out{box(), phrase("text")};
    if (const YamlNode* points = node_.find("points")) out.points = read_.number(*points, "`points`", 4, 200);
    if (const YamlNode* align = node_.find("align")) out.align = read_.choice(*align, "`align`", kAligns);
    out.bold = yes("bold");
    out.cut = yes("cut");
    return out;
  }

  LabelLine line() const {
    allow("line", {"x", "y"}, {"width", "height"});
    const double thick = millimetres("line", kSmallest);
    const bool across = node_.find("width") != nullptr;
    if (across == (node_.find("height") != nullptr))
      read_.fail("label-element", "a `line` goes across or down", node_, "give it `width` or `height`, one of them");
    const double x = millimetres("x", 0), y = millimetres("y", 0);
    return {inside(across ? LabelBox{x, y, millimetres("width", kSmallest), thick}
                          : LabelBox{x, y, thick, millimetres("height", kSmallest)})};
  }

  LabelFrame frame() const {
    allow("box", {"x", "y", "width", "height"});
    return {box(), millimetres("box", kSmallest)};
  }

  const YamlReader& read_;
  const YamlNode& node_;
  const LabelTemplate& label_;
};

}  // namespace

LabelTemplate load_label(const SourceText& source) {
  const YamlReader read(source);
  const YamlNode root = parse_yaml(source);
  read.keys(root, "a label", {"label", "width", "height", "dpi", "elements"}, {"title"});
  LabelTemplate out;
  out.name = read.name(*root.find("label"), "a label", kThingName);
  if (const YamlNode* title = root.find("title")) out.title = read.text(*title, "`title`", 200);
  out.width = read.number(*root.find("width"), "`width`", 5, kLargest);
  out.height = read.number(*root.find("height"), "`height`", 5, kLargest);
  out.dpi = read.integer(*root.find("dpi"), "`dpi`", 150, 1200);
  for (const auto& item : read.list(*root.find("elements"), "`elements`"))
    out.elements.push_back(ElementReader(read, item, out).element());
  return out;
}

}  // namespace buzzout
