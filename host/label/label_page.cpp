#include "label/label_page.hpp"

namespace buzzout {
namespace {

constexpr PaperColour kBlack{0x000000}, kWhite{0xFFFFFF};

// Puts what is planned on a page whose left upper corner is at that dot of the label.
class Printer {
 public:
  Printer(const LabelPlan& plan, DotBox view) : plan_(plan), view_(view) {
    page.size = {plan.millimetres(view.width), plan.millimetres(view.height)};
  }

  void print(const PlannedText& it) { page.print(PrintedText{place(it.box), it.text, it.style}); }
  void print(const PlannedFill& it) { page.print(PrintedBox{place(it.box), 0, {}, kBlack}); }

  // Bars that touch are one box: between two, a viewer would show a gap.
  void print(const PlannedCode128& it) {
    const int spare = (it.box.width - static_cast<int>(it.bars.front().size()) * it.module) / 2;
    print_row(it.bars.front(), it.box.x + spare, it.box.y, it.module, it.box.height);
  }

  void print(const PlannedQr& it) {
    const int spare = (it.box.width - static_cast<int>(it.modules.size()) * it.module) / 2;
    for (std::size_t row = 0; row < it.modules.size(); ++row)
      print_row(it.modules[row], it.box.x + spare, it.box.y + spare + static_cast<int>(row) * it.module, it.module,
                it.module);
  }

  void print_band() {
    const DotBox box = band_of(plan_);
    page.print(PrintedBox{place(box), 0, {}, kBlack});
    TextStyle style;
    style.bold = true;
    style.colour = kWhite;
    style.align = TextAlign::centre;
    style.place = TextPlace::middle;
    style.fit = TextFit::line;
    // As high as the band, but no wider than the label: nine capitals are about 7 em wide.
    style.points = std::min(place(box).height * 0.75, place(box).width / 8) / 25.4 * 72;
    page.print(PrintedText{place(box), "SIMULATED", style});
  }

  Page page;

 private:
  PaperBox place(const DotBox& box) const {
    return {plan_.millimetres(box.x - view_.x), plan_.millimetres(box.y - view_.y), plan_.millimetres(box.width),
            plan_.millimetres(box.height)};
  }

  void print_row(const std::vector<bool>& modules, int x, int y, int module, int height) {
    for (std::size_t start = 0; start < modules.size();) {
      std::size_t end = start;
      while (end < modules.size() && modules[end] == modules[start]) ++end;
      if (modules[start])
        print(PlannedFill{{x + static_cast<int>(start) * module, y, static_cast<int>(end - start) * module, height}});
      start = end;
    }
  }

  const LabelPlan& plan_;
  DotBox view_;
};

}  // namespace

Page page_of(const LabelPlan& plan) {
  Printer printer(plan, {0, 0, plan.width, plan.height});
  for (const auto& part : plan.parts) std::visit([&](const auto& it) { printer.print(it); }, part);
  if (plan.simulated) printer.print_band();
  return std::move(printer.page);
}

Page page_of(const LabelPlan& plan, const PlannedText& text) {
  Printer printer(plan, text.box);
  printer.print(text);
  return std::move(printer.page);
}

DotBox band_of(const LabelPlan& plan) {
  const int height = plan.height / 3;
  return {0, (plan.height - height) / 2, plan.width, height};
}

Page band_page(const LabelPlan& plan) {
  Printer printer(plan, band_of(plan));
  printer.print_band();
  return std::move(printer.page);
}

}  // namespace buzzout
