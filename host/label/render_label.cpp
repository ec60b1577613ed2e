#include "label/render_label.hpp"

#include "core/error.hpp"
#include "label/label_page.hpp"
#include "label/label_plan.hpp"
#include "label/passed.hpp"
#include "label/zpl.hpp"
#include "paper/document.hpp"

namespace buzzout {

LabelFormat label_format(std::string_view word) {
  if (word == "zpl") return LabelFormat::zpl;
  if (word == "png") return LabelFormat::png;
  if (word == "pdf") return LabelFormat::pdf;
  throw Error("label-format", "a label cannot be made as " + std::string(word.substr(0, 40)), "",
              "one of: zpl, png, pdf");
}

std::string render_label(const LabelTemplate& label, const TestRecord& record, LabelFormat format) {
  require_passed(record);
  const LabelPlan plan = plan_label(label, record);
  switch (format) {
    case LabelFormat::zpl: return to_zpl(plan);
    case LabelFormat::png: return to_png(page_of(plan), plan.dpi);
    case LabelFormat::pdf: return to_pdf({page_of(plan)}, {"Label of " + record.serial, record.started});
  }
  return "";
}

}  // namespace buzzout
