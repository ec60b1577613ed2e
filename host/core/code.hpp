#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace buzzout {

// How documents write a value of an enum.
template <typename E>
struct CodeWord {
  E value;
  std::string_view word;
};

// Whether a table has every value up to `last`, in their order.
template <typename E, std::size_t n>
constexpr bool is_whole(const CodeWord<E> (&table)[n], E last) {
  for (std::size_t i = 0; i < n; ++i)
    if (static_cast<std::size_t>(table[i].value) != i) return false;
  return n == static_cast<std::size_t>(last) + 1;
}

// A code of a document: a value of E, or the word of a newer version that this one does not know. That word steers
// nothing, and is written as it was read.
template <typename E>
class Code {
 public:
  Code() = default;  // no code
  Code(E value) : code_(value) {}
  Code(std::string_view word, std::span<const CodeWord<E>> known) : code_(std::string(word)) {
    for (const auto& k : known)
      if (k.word == word) code_ = k.value;
  }

  std::optional<E> known() const {
    const E* value = std::get_if<E>(&code_);
    return value != nullptr ? std::optional(*value) : std::nullopt;
  }
  bool operator==(const Code&) const = default;

  friend std::string to_string(const Code& code) {
    const auto value = code.known();
    return value ? std::string(to_string(*value)) : std::get<std::string>(code.code_);
  }

 private:
  std::variant<std::string, E> code_;
};

}  // namespace buzzout
