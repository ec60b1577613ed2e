#include "catalog/label_yaml.hpp"
#include "sample.hpp"

using namespace buzzout;
using namespace buzzout::sample;

namespace {

const std::string kLabel = R"(label: l
width: 50
height: 25
dpi: 203
elements:
  - {text: "S/N {serial}", x: 1, y: 1, width: 30, height: 4, points: 8, bold: true, align: centre}
  - {code128: "{serial}", x: 0, y: 8, width: 50, height: 6}
  - {qr: "{serial} {hash}", x: 36, y: 10, size: 12}
  - {line: 0.3, x: 0, y: 20, width: 50}
  - {box: 0.3, x: 0, y: 0, width: 50, height: 25}
)";

// What the loader says to the label with one thing changed: code, message, place and remedy.
std::string label_error(const std::string& from, const std::string& to) {
  std::string text = kLabel;
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  try {
    load_label(SourceText("l.yaml", text));
  } catch (const Error& e) {
    return "\n[" + e.code + "] " + e.message + "\n" + e.where + "\n" + e.remedy + "\n";
  }
  return "";
}

std::string code(const std::string& from, const std::string& to) {
  const std::string error = label_error(from, to);
  return error.empty() ? "" : error.substr(2, error.find(']') - 2);
}

}  // namespace

TEST_CASE("a label loads with its elements in their places") {
  const LabelTemplate label = load_label(SourceText("l.yaml", kLabel));
  REQUIRE(label.elements.size() == 5);
  const auto& text = std::get<LabelText>(label.elements[0]);
  CHECK(text.phrase.size() == 2);
  CHECK(text.phrase[1].field == LabelField::serial);
  CHECK(text.align == LabelAlign::centre);
  CHECK(text.bold);
  CHECK_FALSE(text.cut);
  CHECK(std::get<LabelQr>(label.elements[2]).box.height == 12);
  CHECK(std::get<LabelLine>(label.elements[3]).box.height == 0.3);
}

TEST_CASE("a label says where its fault is") {
  CHECK(label_error("{serial}\", x: 1", "{serail}\", x: 1") == R"(
[label-placeholder] there is no label field {serail}
l.yaml:6:12
  - {text: "S/N {serail}", x: 1, y: 1, width: 30, height: 4, points: 8, bold: true, align: centre}
           ^
did you mean {serial}? fields: serial, lot, profile, title, revision, outcome, date, time, operator, station, attempt, number, hash, hash_full, wiring, ohms
)");
  CHECK(label_error("x: 36", "x: 39") == R"(
[label-outside] the element goes beyond the right edge of the label
l.yaml:8:5
  - {qr: "{serial} {hash}", x: 39, y: 10, size: 12}
    ^
make it narrower, or move it
)");
  CHECK(label_error("size: 12", "size: 12, bold: true") == R"(
[label-element] a `qr` has no `bold`
l.yaml:8:53
  - {qr: "{serial} {hash}", x: 36, y: 10, size: 12, bold: true}
                                                    ^
remove it
)");
}

TEST_CASE("what cannot be a label is refused by its kind of fault") {
  CHECK(code("S/N {serial}", "S/N {serial") == "label-placeholder");
  CHECK(code("S/N {serial}", "S/N }") == "label-placeholder");
  CHECK(code("S/N {serial}", "{}") == "label-placeholder");
  CHECK(code("S/N {serial}", "{{S/N}}") == "");
  CHECK(code("S/N {serial}", "") == "yaml-bad-value");
  CHECK(code("width: 50\n", "width: 4\n") == "yaml-out-of-range");
  CHECK(code("dpi: 203", "dpi: 72") == "yaml-out-of-range");
  CHECK(code("dpi: 203\n", "") == "yaml-missing-key");
  CHECK(code("dpi: 203\n", "dpi: 203\ndots: 1\n") == "yaml-unknown-key");
  CHECK(code("bold: true", "bald: true") == "yaml-unknown-key");
  CHECK(code("bold: true", "bold: yes") == "yaml-bad-value");
  CHECK(code("align: centre", "align: middle") == "yaml-bad-value");
  CHECK(code("points: 8", "points: 1") == "yaml-out-of-range");
  CHECK(code("line: 0.3", "line: 0.3, text: x") == "label-element");
  CHECK(code("line: 0.3, ", "") == "yaml-missing-key");
  CHECK(code("y: 20, width: 50", "y: 20") == "label-element");
  CHECK(code("y: 20, width: 50", "y: 20, width: 50, height: 1") == "label-element");
  CHECK(code(", size: 12", "") == "yaml-missing-key");
  CHECK(code("y: 20", "y: 24.8") == "label-outside");
}

TEST_CASE("the labels that ship are found by name") {
  const Catalog catalog({BUZZOUT_SOURCE_DIR});
  CHECK(catalog.label_names() == std::vector<std::string>{"default", "small"});
  for (const auto& name : catalog.label_names()) CHECK(catalog.label(name).name == name);
  CHECK(catalog.label(BUZZOUT_SOURCE_DIR "/profiles/labels/small.yaml").width == 30);
  try {
    catalog.label("smal");
    FAIL("it was found");
  } catch (const Error& e) {
    CHECK(e.code == "unknown-label");
    CHECK(e.remedy == "did you mean `small`? known: default, small");
  }
}
