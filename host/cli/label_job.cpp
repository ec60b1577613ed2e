#include "cli/label_job.hpp"

#include "core/error.hpp"

namespace buzzout {
namespace {

std::variant<LabelTemplate, ZplTemplate> load(const Catalog& catalog, const std::string& label) {
  if (!label.ends_with(".zpl")) return catalog.label(label);
  return zpl_template(SourceText::read(label).text(), label);
}

LabelFormat format_of(const std::optional<std::string>& word, const std::string& target) {
  if (word) return label_format(*word);
  for (const char* ending : {"zpl", "png", "pdf"})
    if (target.ends_with(std::string(".") + ending) && !target.starts_with('|')) return label_format(ending);
  return LabelFormat::zpl;
}

}  // namespace

LabelJob::LabelJob(const Catalog& catalog, const std::string& label, const std::optional<std::string>& format,
                   const std::string& target)
    : name_(label), label_(load(catalog, label)), format_(format_of(format, target)), target_(label_target(target)) {
  if (drawn() == nullptr && format_ != LabelFormat::zpl)
    throw Error("label-format", "a label drawn in ZPL is nothing but ZPL", label, "print it, or draw it in YAML");
}

std::string LabelJob::render(const TestRecord& record) const {
  if (const auto* zpl = std::get_if<ZplTemplate>(&label_)) return render_label(*zpl, record);
  return render_label(*drawn(), record, format_);
}

std::string LabelJob::print(const TestRecord& record, int command_output) const {
  return deliver(target_, render(record), record, command_output);
}

}  // namespace buzzout
