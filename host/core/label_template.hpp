#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/namesakes.hpp"

namespace buzzout {

// What a label can say of the test that the cable passed. In a template each stands in braces: "{serial}".
enum class LabelField {
  serial,
  lot,
  profile,
  title,
  revision,
  outcome,
  date,
  time,
  operator_name,
  station,
  attempt,
  number,     // of the record in its station's chain
  hash,       // the record's SHA-256, the first 12 digits
  hash_full,  // all 64
  wiring,
  ohms,       // the highest resistance of a wire
};
std::string_view to_string(LabelField);  // as it stands in the braces
std::vector<std::string> label_field_names();
// By what stands in the braces. Throws Error "label-placeholder", without a place.
LabelField label_field(std::string_view name);

// Text as it stands, or a field; in this order they make what is printed.
struct LabelPiece {
  std::string text;
  std::optional<LabelField> field;
};
using LabelPhrase = std::vector<LabelPiece>;

// "S/N {serial}" in its pieces; "{{" and "}}" are braces. Throws Error "label-placeholder", without a place.
LabelPhrase label_phrase(std::string_view text);

// Millimetres from the left upper corner of the label.
struct LabelBox {
  double x = 0, y = 0, width = 0, height = 0;
};

enum class LabelAlign { left, centre, right };

struct LabelText {
  LabelBox box;
  LabelPhrase phrase;
  double points = 8;  // at most: what does not fit is set smaller
  bool bold = false;
  LabelAlign align = LabelAlign::left;
  bool cut = false;  // what does not fit even then ends in an ellipsis; else it is an error
};

struct LabelCode128 {
  LabelBox box;  // with the quiet zones
  LabelPhrase phrase;
};

struct LabelQr {
  LabelBox box;  // a square, with the quiet zone
  LabelPhrase phrase;
};

// The whole box black: a line.
struct LabelLine {
  LabelBox box;
};

// The border of a box, inside it.
struct LabelFrame {
  LabelBox box;
  double line = 0.25;  // mm
};

using LabelElement = std::variant<LabelText, LabelCode128, LabelQr, LabelLine, LabelFrame>;

// How a label looks. Every element lies on it.
struct LabelTemplate {
  std::string name, title;
  double width = 0, height = 0;  // mm
  int dpi = 203;                 // of the printer
  std::vector<LabelElement> elements;
  Namesakes namesakes = {};
};

}  // namespace buzzout
