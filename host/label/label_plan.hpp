#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/label_template.hpp"
#include "core/record.hpp"
#include "label/symbols.hpp"
#include "paper/text_style.hpp"

namespace buzzout {

// Dots of the printer, from the label's left upper corner.
struct DotBox {
  int x = 0, y = 0, width = 0, height = 0;
};

struct PlannedText {
  DotBox box;
  std::string text;
  TextStyle style;
};

struct PlannedCode128 {
  DotBox box;        // of the bars
  int module = 1;    // dots
  Modules bars;
  std::string field_data;  // as Code128 has it
};

struct PlannedQr {
  DotBox box;
  int module = 1;
  Modules modules;
  std::string text;
};

struct PlannedFill {
  DotBox box;
};

// A label with everything in its place, every code on whole dots: what all formats are made of.
struct LabelPlan {
  int width = 0, height = 0;  // dots
  int dpi = 203;
  std::vector<std::variant<PlannedText, PlannedCode128, PlannedQr, PlannedFill>> parts;
  bool simulated = false;  // then it says so across everything

  double millimetres(int dots) const { return dots * 25.4 / dpi; }
};

// Throws Error "label-value", "label-code128", "label-code", and "label-too-long" for what does not fit into its
// place: text that would be smaller than can be read, a code whose modules would be finer than scanners read.
LabelPlan plan_label(const LabelTemplate&, const TestRecord&);

}  // namespace buzzout
