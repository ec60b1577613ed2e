#include "station/serial_number.hpp"

#include <algorithm>
#include <charconv>

#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kMostDigits = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

[[noreturn]] void bad_pattern(const std::string& text) {
  throw Error("bad-pattern", "`" + text + "` does not say how serial numbers are made", "serial numbers",
              "put the first number in braces: K7-{0001}");
}

}  // namespace

bool is_serial(std::string_view text) {
  return !text.empty() && text.size() <= kLongestSerial &&
         std::ranges::all_of(text, [](unsigned char c) { return c > ' ' && c < 0x7F; });
}

void check_serial(std::string_view text, const std::string& where) {
  if (!is_serial(text))
    throw Error("bad-serial", "a serial number has 1 to 64 printable ASCII characters without spaces", where,
                "scan it again, or type it");
}

SerialPattern::SerialPattern(const std::string& text) {
  const auto open = text.find('{'), close = text.find('}');
  if (open == std::string::npos || close == std::string::npos || close < open + 2) bad_pattern(text);
  const std::string digits = text.substr(open + 1, close - open - 1);
  before_ = text.substr(0, open);
  after_ = text.substr(close + 1);
  if (!is_serial(before_ + std::string(1, '1') + after_) || text.find_first_of("{}", close + 1) != std::string::npos ||
      before_.find('}') != std::string::npos)
    throw Error("bad-pattern", "`" + text + "` makes no serial numbers: they have 1 to 64 printable ASCII characters without spaces, "
                "and no braces but the number's", "serial numbers", "write a shorter and simpler one: K7-{0001}");
  const bool plain = std::ranges::all_of(digits, is_digit) && before_.find_first_of("{}") == std::string::npos &&
                     after_.find_first_of("{}") == std::string::npos;
  if (!plain || digits.size() > kMostDigits) bad_pattern(text);
  digits_ = digits.size();
  first_ = std::stoull(digits);
  if (!is_serial(before_ + std::string(kMostDigits, '0') + after_))
    throw Error("bad-pattern", "`" + text + "` leaves no room for 12 digits: a serial number has 64 characters at most",
                "serial numbers", "write a shorter one: K7-{0001}");
}

std::string SerialPattern::at(std::uint64_t number) const {
  std::string digits = std::to_string(number);
  if (digits.size() < digits_) digits.insert(0, digits_ - digits.size(), '0');
  return before_ + digits + after_;
}

std::optional<std::uint64_t> SerialPattern::number_of(std::string_view serial) const {
  if (!serial.starts_with(before_) || !serial.ends_with(after_) ||
      serial.size() < before_.size() + after_.size() + digits_)
    return {};
  serial.remove_prefix(before_.size());
  serial.remove_suffix(after_.size());
  if (serial.size() > kMostDigits || !std::ranges::all_of(serial, is_digit)) return {};
  if (serial.size() > digits_ && serial.front() == '0') return {};
  std::uint64_t number = 0;
  std::from_chars(serial.data(), serial.data() + serial.size(), number);
  return number;
}

}  // namespace buzzout
