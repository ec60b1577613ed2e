#include "drawing/style.hpp"

#include <fmt/format.h>

#include <array>

#include "text/printable.hpp"

namespace buzzout {
namespace {

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

}  // namespace buzzout
