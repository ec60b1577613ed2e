#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace buzzout {

inline constexpr std::size_t kLongestSerial = 64;

// 1 to 64 printable ASCII characters without spaces: what every scanner, label and file can carry.
bool is_serial(std::string_view);
// Throws Error "bad-serial", with the place in `where`.
void check_serial(std::string_view, const std::string& where = {});

// Serial numbers that are made rather than scanned: "K7-{0001}" is K7-0001, K7-0002, …. The braces hold the first
// number; its digits are the least that are written.
class SerialPattern {
 public:
  // Throws Error "bad-pattern".
  explicit SerialPattern(const std::string& text);

  std::uint64_t first() const { return first_; }
  std::string at(std::uint64_t number) const;
  // The number in a serial of this pattern.
  std::optional<std::uint64_t> number_of(std::string_view serial) const;

 private:
  std::string before_, after_;
  std::size_t digits_ = 1;
  std::uint64_t first_ = 1;
};

}  // namespace buzzout
