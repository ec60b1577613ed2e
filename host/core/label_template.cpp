#include "core/label_template.hpp"

#include <array>

#include "core/error.hpp"
#include "core/suggest.hpp"

namespace buzzout {
namespace {

constexpr std::array<std::pair<std::string_view, LabelField>, 16> kFields{{
    {"serial", LabelField::serial},
    {"lot", LabelField::lot},
    {"profile", LabelField::profile},
    {"title", LabelField::title},
    {"revision", LabelField::revision},
    {"outcome", LabelField::outcome},
    {"date", LabelField::date},
    {"time", LabelField::time},
    {"operator", LabelField::operator_name},
    {"station", LabelField::station},
    {"attempt", LabelField::attempt},
    {"number", LabelField::number},
    {"hash", LabelField::hash},
    {"hash_full", LabelField::hash_full},
    {"wiring", LabelField::wiring},
    {"ohms", LabelField::ohms},
}};

}  // namespace

std::string_view to_string(LabelField wanted) {
  for (const auto& [name, field] : kFields)
    if (field == wanted) return name;
  return "";
}

std::vector<std::string> label_field_names() {
  std::vector<std::string> out;
  for (const auto& [name, field] : kFields) out.emplace_back(name);
  return out;
}

LabelField label_field(std::string_view name) {
  for (const auto& [known, field] : kFields)
    if (known == name) return field;
  const std::string shown(name.substr(0, 40));
  std::string remedy, list;
  for (const auto& known : label_field_names()) list += (list.empty() ? "" : ", ") + known;
  if (const auto near = nearest(shown, label_field_names())) remedy = "did you mean {" + *near + "}? ";
  throw Error("label-placeholder", "there is no label field {" + shown + "}", "",
              remedy + "fields: " + list);
}

LabelPhrase label_phrase(std::string_view text) {
  LabelPhrase out;
  std::string plain;
  const auto end_plain = [&] {
    if (!plain.empty()) out.push_back({std::exchange(plain, {}), {}});
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '{' && c != '}') {
      plain += c;
      continue;
    }
    if (i + 1 < text.size() && text[i + 1] == c) {
      plain += c;
      ++i;
      continue;
    }
    const auto end = text.find('}', i);
    if (c == '}' || end == std::string_view::npos)
      throw Error("label-placeholder", std::string("a brace ") + c + " stands alone", "",
                  "write {serial} for a field, {{ or }} for a brace");
    end_plain();
    out.push_back({"", label_field(text.substr(i + 1, end - i - 1))});
    i = end;
  }
  end_plain();
  return out;
}

}  // namespace buzzout
