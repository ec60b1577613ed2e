#include "report/json_place.hpp"

#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/error_codes.hpp"
#include "text/printable.hpp"

namespace buzzout {
namespace {

std::string step(const std::string& key) {
  std::string out = "/";
  for (const char c : key) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

}  // namespace

void JsonPlace::refuse(const std::string& what) const {
  throw Error(kRecordUnreadable, "the record cannot be read: " + (pointer_.empty() ? "it " : printable(pointer_) + " ") + what,
              printable(pointer_), "it was changed, or written by a newer Buzzout");
}

JsonPlace JsonPlace::at(const std::string& key) const {
  if (auto found = find(key)) return *std::move(found);
  JsonPlace(*value_, pointer_ + step(key)).refuse("is missing");
}

std::optional<JsonPlace> JsonPlace::find(const std::string& key) const {
  if (!value_->is_object()) refuse("is not an object");
  const auto found = value_->find(key);
  if (found == value_->end()) return std::nullopt;
  return JsonPlace(*found, pointer_ + step(key));
}

std::vector<JsonPlace> JsonPlace::items() const {
  if (!value_->is_array()) refuse("is not a list");
  std::vector<JsonPlace> out;
  for (std::size_t i = 0; i < value_->size(); ++i)
    out.push_back(JsonPlace((*value_)[i], pointer_ + "/" + std::to_string(i)));
  return out;
}

const std::string& JsonPlace::text() const {
  if (!value_->is_string()) refuse("is not a text");
  return value_->get_ref<const std::string&>();
}

bool JsonPlace::yes() const {
  if (!value_->is_boolean()) refuse("is neither true nor false");
  return value_->get<bool>();
}

std::int64_t JsonPlace::integer(std::int64_t least, std::int64_t most) const {
  if (!value_->is_number_integer()) refuse("is not a whole number");
  const bool huge = value_->is_number_unsigned() &&
                    value_->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
  const std::int64_t number = huge ? 0 : value_->get<std::int64_t>();
  if (huge || number < least || number > most)
    refuse("is not between " + std::to_string(least) + " and " + std::to_string(most));
  return number;
}

double JsonPlace::number() const {
  if (!value_->is_number()) refuse("is not a number");
  return value_->get<double>();
}

bool JsonPlace::is_null() const { return value_->is_null(); }

std::vector<std::string> JsonPlace::texts() const {
  std::vector<std::string> out;
  for (const auto& item : items()) out.push_back(item.text());
  return out;
}

std::map<std::string, std::string> JsonPlace::text_map() const {
  if (!value_->is_object()) refuse("is not an object");
  std::map<std::string, std::string> out;
  for (const auto& [key, value] : value_->items()) out[key] = at(key).text();
  return out;
}

}  // namespace buzzout
