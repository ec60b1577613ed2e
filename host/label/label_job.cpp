#include "label/label_job.hpp"

#include <algorithm>
#include <filesystem>

#include "core/error.hpp"

namespace buzzout {
namespace {

std::variant<LabelTemplate, ZplTemplate> load(const Catalog& catalog, const std::string& label) {
  if (!label.ends_with(".zpl")) return catalog.label(label);
  return zpl_template(SourceText::read(label).text(), label);
}

// What a file's name ends in should be what is in it.
LabelFormat format_of(const std::optional<std::string>& word, const LabelTarget& target) {
  const auto* file = std::get_if<LabelFile>(&target.place);
  const std::string ending = file != nullptr ? std::filesystem::path(target.written).extension().string() : "";
  const bool is_format = ending == ".zpl" || ending == ".png" || ending == ".pdf";
  if (word) {
    if (is_format && ending.substr(1) != *word)
      throw Error("label-format", "a label in " + *word + " should not be in a file that ends in " + ending, target.written,
                  "name it ." + *word);
    return label_format(*word);
  }
  if (is_format) return label_format(ending.substr(1));
  if (!ending.empty())
    throw Error("label-format", "a label is no " + ending + " file", target.written,
                "name it .zpl, .png or .pdf, or give the format");
  return LabelFormat::zpl;
}

}  // namespace

LabelJob::LabelJob(const Catalog& catalog, const std::string& label, const std::optional<std::string>& format,
                   const std::string& target)
    : name_(label), label_(load(catalog, label)), target_(label_target(target)), format_(format_of(format, target_)) {
  if (drawn() == nullptr && format_ != LabelFormat::zpl)
    throw Error("label-format", "a label drawn in ZPL can be made as ZPL only", label, "print it, or draw it in YAML");
}

bool LabelJob::takes_many() const {
  const auto* file = std::get_if<LabelFile>(&target_.place);
  if (file == nullptr || std::ranges::any_of(file->path, [](const auto& piece) { return piece.field.has_value(); })) return true;
  std::error_code ignored;
  const auto there = std::filesystem::status(target_.written, ignored).type();
  return there == std::filesystem::file_type::character || there == std::filesystem::file_type::fifo;
}

std::string LabelJob::render(const TestRecord& record) const {
  if (const auto* zpl = std::get_if<ZplTemplate>(&label_)) return render_label(*zpl, record);
  return render_label(*drawn(), record, format_);
}

std::string LabelJob::print(const TestRecord& record, int command_output) const {
  return deliver(target_, render(record), record, command_output);
}

}  // namespace buzzout
