#include "text/printable.hpp"

#include <utf8proc.h>

#include <cstdint>
#include <utility>

#include "text/utf8.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kLongestName = 48;

bool is_visible(char32_t c) {
  const auto value = static_cast<utf8proc_int32_t>(c);
  switch (utf8proc_category(value)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return false;
    default:
      return utf8proc_charwidth(value) > 0 || is_combining(c);
  }
}

std::string hexadecimal(std::uint32_t value, std::size_t least_digits) {
  std::string out;
  for (; value != 0 || out.size() < least_digits; value >>= 4) out.insert(out.begin(), "0123456789abcdef"[value & 15]);
  return out;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  int marks_left = 0;  // combining marks that the last character may still carry
  for_each_code_point(text, [&](const CodePoint& point) {
    const bool combining = point.valid && is_combining(point.value);
    const bool shown = point.valid && is_visible(point.value) && !(combining && marks_left == 0);
    if (shown)
      out += point.bytes;
    else
      out += escaped(point);
    marks_left = combining && shown ? marks_left - 1 : 2;
  });
  return out;
}

std::string printable(std::string_view text, std::size_t most) {
  std::size_t bytes = 0;
  for (std::size_t shown = 0; shown < most && bytes < text.size(); ++shown) bytes += first_code_point(text.substr(bytes)).bytes.size();
  return printable(text.substr(0, bytes)) + (bytes < text.size() ? "…" : "");
}

std::string in_quotes(std::string_view name) { return "`" + printable(name, kLongestName) + "`"; }

std::string escaped(const CodePoint& point) {
  if (!point.valid) return "\\x" + hexadecimal(static_cast<unsigned char>(point.bytes[0]), 2);
  if (point.value == '\n') return "\\n";
  if (point.value == '\r') return "\\r";
  if (point.value == '\t') return "\\t";
  if (point.value < 0x80) return "\\x" + hexadecimal(point.value, 2);
  return "\\u{" + hexadecimal(point.value, 1) + "}";
}

std::string to_ascii(std::string_view text) {
  static constexpr std::pair<char32_t, std::string_view> stand_ins[] = {
      {0x2212, "-"}, {0x2013, "-"},  {0x2014, "-"},   {0x2026, "~"},  {0x2192, "->"},
      {0xb5, "u"},   {0x3bc, "u"},   {0x2126, "ohm"}, {0x3a9, "ohm"}, {0xb7, "."},
      {0xd7, "x"},   {0x2018, "'"},  {0x2019, "'"},   {0x201c, "\""}, {0x201d, "\""},
      {0xb1, "+/-"}, {0x2264, "<="}, {0x2265, ">="},  {0x2248, "~"},  {0xb0, "deg"}};
  std::string out;
  for_each_code_point(text, [&](const CodePoint& point) {
    if (point.value < 0x80) {
      out += point.bytes;
    } else if (!point.valid || !is_combining(point.value)) {
      std::string_view stand_in = "?";
      for (const auto& [value, ascii] : stand_ins)
        if (value == point.value) stand_in = ascii;
      out += stand_in;
    }
  });
  return out;
}

}  // namespace buzzout
