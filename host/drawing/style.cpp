#include "drawing/style.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <array>
#include <utility>

namespace buzzout {
namespace {

struct CodePoint {
  utf8proc_int32_t value;  // negative: not UTF-8
  std::string_view bytes;
};

CodePoint next_code_point(std::string_view text) {
  utf8proc_int32_t value = -1;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &value);
  if (length <= 0) return {-1, text.substr(0, 1)};
  return {value, text.substr(0, static_cast<std::size_t>(length))};
}

template <class Visit>
void for_each_code_point(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const CodePoint point = next_code_point(text);
    visit(point);
    text.remove_prefix(point.bytes.size());
  }
}

bool is_combining(utf8proc_int32_t value) {
  const auto category = utf8proc_category(value);
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

bool is_visible(utf8proc_int32_t value) {
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
      return utf8proc_charwidth(value) > 0 || is_combining(value);
  }
}

std::string escaped(const CodePoint& point) {
  if (point.value < 0)
    return fmt::format("\\x{:02x}",
                       static_cast<unsigned>(static_cast<unsigned char>(point.bytes[0])));
  if (point.value == '\n') return "\\n";
  if (point.value == '\r') return "\\r";
  if (point.value == '\t') return "\\t";
  if (point.value < 0x80) return fmt::format("\\x{:02x}", static_cast<unsigned>(point.value));
  return fmt::format("\\u{{{:x}}}", static_cast<unsigned>(point.value));
}

std::string_view sgr(Ink ink) {
  static constexpr std::array<std::string_view, 18> codes = {
      "",         "2",       "1",       "38;5;33",  "38;5;136",  "38;5;36",    "38;5;133",
      "38;5;245", "38;5;38", "38;5;99", "38;5;101", "1;38;5;35", "1;38;5;196", "1;38;5;208",
      "1;38;5;231;48;5;28", "1;38;5;231;48;5;160", "1;38;5;16;48;5;214", "1;7"};
  return codes.at(static_cast<std::size_t>(ink));
}

}  // namespace

Ink net_ink(std::size_t n) {
  return static_cast<Ink>(static_cast<std::size_t>(Ink::net1) + n % 8);
}

std::string to_ansi(const Line& line, const Theme& theme) {
  std::string out;
  for (const Span& span : line) {
    std::string text = printable(span.text);
    if (!theme.unicode) text = to_ascii(text);
    const std::string_view code = theme.colour ? sgr(span.ink) : std::string_view();
    if (code.empty())
      out += text;
    else
      out += fmt::format("\x1b[{}m{}\x1b[0m", code, text);
  }
  return out;
}

std::string plain_text(const Line& line) {
  std::string out;
  for (const Span& span : line) out += span.text;
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  int marks_left = 0;  // combining marks that the last character may still carry
  for_each_code_point(text, [&](const CodePoint& point) {
    const bool combining = point.value >= 0 && is_combining(point.value);
    const bool shown =
        point.value >= 0 && is_visible(point.value) && !(combining && marks_left == 0);
    if (shown)
      out += point.bytes;
    else
      out += escaped(point);
    marks_left = combining && shown ? marks_left - 1 : 2;
  });
  return out;
}

std::string to_ascii(std::string_view text) {
  static constexpr std::pair<utf8proc_int32_t, std::string_view> stand_ins[] = {
      {0x2212, "-"}, {0x2013, "-"},  {0x2014, "-"},   {0x2026, "~"},  {0x2192, "->"},
      {0xb5, "u"},   {0x3bc, "u"},   {0x2126, "ohm"}, {0x3a9, "ohm"}, {0xb7, "."},
      {0xd7, "x"},   {0x2018, "'"},  {0x2019, "'"},   {0x201c, "\""}, {0x201d, "\""},
      {0xb1, "+/-"}, {0x2264, "<="}, {0x2265, ">="},  {0x2248, "~"},  {0xb0, "deg"}};
  std::string out;
  for_each_code_point(text, [&](const CodePoint& point) {
    if (point.value >= 0 && point.value < 0x80) {
      out += point.bytes;
    } else if (point.value < 0 || !is_combining(point.value)) {
      std::string_view stand_in = "?";
      for (const auto& [value, ascii] : stand_ins)
        if (value == point.value) stand_in = ascii;
      out += stand_in;
    }
  });
  return out;
}

int columns(std::string_view text) {
  int total = 0;
  for_each_code_point(text, [&](const CodePoint& point) {
    if (point.value >= 0 && !is_combining(point.value)) total += utf8proc_charwidth(point.value);
  });
  return total;
}

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> all;
  for_each_code_point(text, [&](const CodePoint& point) {
    if (!all.empty() && point.value >= 0 && is_combining(point.value))
      all.back() += point.bytes;
    else
      all.emplace_back(point.bytes);
  });
  return all;
}

std::string fit(std::string_view text, int width, bool unicode) {
  if (columns(text) <= width) return std::string(text);
  if (width <= 0) return {};
  std::string out;
  int used = 0;
  for (const std::string& character : characters(text)) {
    used += columns(character);
    if (used > width - 1) break;
    out += character;
  }
  return out + (unicode ? "…" : "~");
}

}  // namespace buzzout
