#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace buzzout {

// A value somewhere in a document that anybody may have written. Reading what is not there, or is not of the kind
// asked for, throws Error "record-unreadable" with the JSON pointer (RFC 6901) of the place.
class JsonPlace {
 public:
  explicit JsonPlace(const nlohmann::ordered_json& document) : value_(&document) {}

  JsonPlace at(const std::string& key) const;  // of an object
  std::optional<JsonPlace> find(const std::string& key) const;
  std::vector<JsonPlace> items() const;  // of an array

  const std::string& text() const;
  bool yes() const;
  std::int64_t integer(std::int64_t least, std::int64_t most) const;
  double number() const;
  bool is_null() const;
  std::vector<std::string> texts() const;
  std::map<std::string, std::string> text_map() const;

  // The value whose `to_string` is this text.
  template <typename T, std::size_t n>
  T word(const T (&all)[n]) const {
    for (const T candidate : all)
      if (to_string(candidate) == text()) return candidate;
    refuse("is none of the words that belong here");
  }

  const nlohmann::ordered_json& value() const { return *value_; }
  [[noreturn]] void refuse(const std::string& what) const;

 private:
  JsonPlace(const nlohmann::ordered_json& value, std::string pointer)
      : value_(&value), pointer_(std::move(pointer)) {}

  const nlohmann::ordered_json* value_;
  std::string pointer_;
};

}  // namespace buzzout
