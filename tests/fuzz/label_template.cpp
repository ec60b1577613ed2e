// Text as a label's file. What loads lies on the label, has phrases that read back as they are written, and makes a
// label or an Error of every record.
#include <cmath>

#include "catalog/label_yaml.hpp"
#include "fuzz/property.hpp"
#include "label/label_plan.hpp"

using namespace buzzout;

namespace {

TestRecord record_with(const std::string& serial) {
  TestRecord r;
  r.verdict.outcome = Outcome::pass;
  r.serial = r.lot = r.operator_name = r.station = serial;
  r.profile.name = r.profile.title = serial;
  r.started = "2026-03-14T09:26:53+01:00";
  r.chain = ChainLink{4711, "", std::string(64, 'a')};
  return r;
}

void check_phrase(const LabelPhrase& phrase) {
  std::string written;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    MUST(phrase[i].text.empty() == phrase[i].field.has_value());
    MUST(i == 0 || phrase[i].field || phrase[i - 1].field);
    if (phrase[i].field) written += "{" + std::string(to_string(*phrase[i].field)) + "}";
    for (const char c : phrase[i].text) written += c == '{' || c == '}' ? std::string(2, c) : std::string(1, c);
  }
  const LabelPhrase again = label_phrase(written);
  MUST(again.size() == phrase.size());
  for (std::size_t i = 0; i < again.size(); ++i) MUST(again[i].text == phrase[i].text && again[i].field == phrase[i].field);
}

void check_box(const LabelTemplate& label, const LabelBox& box) {
  MUST(box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0);
  MUST(box.x + box.width <= label.width + 1e-5 && box.y + box.height <= label.height + 1e-5);
}

void check_element(const LabelTemplate& label, const LabelElement& element) {
  std::visit(
      [&](const auto& it) {
        check_box(label, it.box);
        if constexpr (requires { it.phrase; }) check_phrase(it.phrase);
      },
      element);
}

void check_plan(const LabelTemplate& label, const std::string& serial) {
  LabelPlan plan;
  if (!fuzz::succeeds([&] { plan = plan_label(label, record_with(serial)); })) return;
  MUST(plan.width > 0 && plan.height > 0);
  for (const auto& part : plan.parts)
    std::visit(
        [&](const auto& it) {
          MUST(it.box.x >= 0 && it.box.y >= 0 && it.box.x + it.box.width <= plan.width + 1 && it.box.y + it.box.height <= plan.height + 1);
        },
        part);
}

}  // namespace

// Fontconfig keeps what it knows of fonts until the process ends.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  fuzz::succeeds([&] { check_phrase(label_phrase(text)); });
  LabelTemplate label;
  try {
    label = load_label(SourceText("x.yaml", text));
  } catch (const Error& e) {
    MUST(!e.code.empty() && !e.message.empty() && e.where.starts_with("x.yaml"));
    MUST(fuzz::is_printable(e.message) && fuzz::is_printable(e.where) && fuzz::is_printable(e.remedy));
    return 0;
  }
  MUST(std::isfinite(label.width) && std::isfinite(label.height) && label.width >= 5 && label.height >= 5 && label.dpi >= 150);
  for (const auto& element : label.elements) check_element(label, element);
  for (const char* serial : {"K7-000417", "^XZ ~JR >8 é", "日本語"}) check_plan(label, serial);
  return 0;
}
