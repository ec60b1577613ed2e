#include "label/label_plan.hpp"

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "label/code128.hpp"
#include "label/label_values.hpp"
#include "paper/measure_text.hpp"

namespace buzzout {
namespace {

// What hand scanners and phones still read; a dot of a thermal printer may be off by a third.
constexpr double kFinestBar = 0.165, kFinestQr = 0.249;  // mm
constexpr int kFewestDots = 2;
constexpr double kWidestBar = 0.51, kWidestQr = 1.02;  // wider ones are no easier to read

constexpr double kSmallestPoints = 4.5;
constexpr double kStep = 0.25;  // points
constexpr const char* kFonts = "DejaVu Sans Condensed, DejaVu Sans, sans-serif";

TextAlign align_of(LabelAlign align) {
  return align == LabelAlign::left ? TextAlign::left : align == LabelAlign::centre ? TextAlign::centre : TextAlign::right;
}

[[noreturn]] void too_long(const char* kind, const std::string& text, const std::string& remedy) {
  throw Error("label-too-long", std::string("it does not fit into the place of a `") + kind + "`: " +
                                    text.substr(0, 40) + (text.size() > 40 ? "…" : ""),
              kind, remedy);
}

class Planner {
 public:
  Planner(const LabelTemplate& label, const TestRecord& record) : label_(label), record_(record) {
    plan_.dpi = label.dpi;
    plan_.width = dots(label.width);
    plan_.height = dots(label.height);
    plan_.simulated = record.simulated;
  }

  LabelPlan plan() {
    for (const auto& element : label_.elements) std::visit([&](const auto& it) { place(it); }, element);
    return std::move(plan_);
  }

 private:
  int dots(double mm) const { return static_cast<int>(std::lround(mm * label_.dpi / 25.4)); }

  // Edges to the nearest dot, so that boxes that touch in the template touch on the label.
  DotBox dots(const LabelBox& box) const {
    const int x = dots(box.x), y = dots(box.y);
    return {x, y, std::max(dots(box.x + box.width) - x, 1), std::max(dots(box.y + box.height) - y, 1)};
  }

  // The largest module that fits, in dots. 0: none that can be read.
  int module_in(int room, int modules, double finest, double widest) const {
    const int least = std::max(kFewestDots, static_cast<int>(std::ceil(finest * label_.dpi / 25.4)));
    const int most = std::max(least, static_cast<int>(widest * label_.dpi / 25.4));
    const int fits = std::min(room / modules, most);
    return fits >= least ? fits : 0;
  }

  void place(const LabelText& it) {
    const std::string text = label_text(it.phrase, record_);
    if (text.empty()) return;
    const DotBox box = dots(it.box);
    const double width = plan_.millimetres(box.width), height = plan_.millimetres(box.height);
    TextStyle style;
    style.fonts = kFonts;
    style.bold = it.bold;
    style.align = align_of(it.align);
    style.place = TextPlace::middle;
    style.points = it.points;
    while (!fits(text, style, width, height)) {
      if (style.points - kStep < std::min(kSmallestPoints, it.points)) {
        if (!it.cut) too_long("text", text, "make its box larger, give it `cut: true`, or shorten what it says");
        style.fit = TextFit::ellipsis;
        break;
      }
      style.points -= kStep;
    }
    plan_.parts.emplace_back(PlannedText{box, text, style});
  }

  // A word that is broken in two is not set well: smaller letters first.
  static bool fits(const std::string& text, const TextStyle& style, double width, double height) {
    if (measure_text(text, style, width).height > height) return false;
    TextStyle line = style;
    line.fit = TextFit::line;
    for (std::size_t start = 0; start < text.size();) {
      const auto end = std::min(text.find(' ', start), text.size());
      if (end > start && measure_text(text.substr(start, end - start), line, width).width > width) return false;
      start = end + 1;
    }
    return true;
  }

  void place(const LabelCode128& it) {
    const std::string text = label_text(it.phrase, record_);
    const Code128 code = code128_of(text);
    const DotBox box = dots(it.box);
    const int module = module_in(box.width, code.modules + 2 * kCode128Quiet, kFinestBar, kWidestBar);
    if (module == 0) too_long("code128", text, "make its box wider, or the serial number shorter; a qr takes more");
    const int width = code.modules * module;
    plan_.parts.emplace_back(PlannedCode128{{box.x + (box.width - width) / 2, box.y, width, box.height},
                                            module, code128_modules(text), code.field_data});
  }

  void place(const LabelQr& it) {
    const std::string text = label_text(it.phrase, record_);
    // A printer may pack the text less tightly than we do. As many letters of the widest kind are its worst.
    const auto modules = static_cast<int>(qr_modules(std::string(text.size(), 'a')).size());
    const DotBox box = dots(it.box);
    const int module = module_in(std::min(box.width, box.height), modules + 2 * kQrQuiet, kFinestQr, kWidestQr);
    if (module == 0) too_long("qr", text, "make it larger, or put less into it");
    const int size = modules * module;
    plan_.parts.emplace_back(PlannedQr{{box.x + (box.width - size) / 2, box.y + (box.height - size) / 2, size, size},
                                       module, qr_modules(text), text});
  }

  void place(const LabelLine& it) { plan_.parts.emplace_back(PlannedFill{dots(it.box)}); }

  void place(const LabelFrame& it) {
    const DotBox box = dots(it.box);
    const int line = std::clamp(dots(it.line), 1, std::min(box.width, box.height));
    for (const DotBox& side : {DotBox{box.x, box.y, box.width, line},
                               DotBox{box.x, box.y + box.height - line, box.width, line},
                               DotBox{box.x, box.y, line, box.height},
                               DotBox{box.x + box.width - line, box.y, line, box.height}})
      plan_.parts.emplace_back(PlannedFill{side});
  }

  const LabelTemplate& label_;
  const TestRecord& record_;
  LabelPlan plan_;
};

}  // namespace

LabelPlan plan_label(const LabelTemplate& label, const TestRecord& record) { return Planner(label, record).plan(); }

}  // namespace buzzout
