#include "label/code128.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace buzzout {
namespace {

constexpr std::size_t kLongestCode = 80;
constexpr int kModulesPerSymbol = 11, kStop = 13;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(const std::string& text, std::size_t i) {
  std::size_t end = i;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - i;
}

// The rule of ISO/IEC 15417, annex E: pairs of digits pay from four at either end, from six within.
bool digits_pay(const std::string& text, std::size_t i) {
  const std::size_t run = digits_at(text, i);
  const bool at_an_end = i == 0 || i + run == text.size();
  return run >= 6 || (run >= 4 && at_an_end) || (run == 2 && text.size() == 2);
}

std::string in_subset_b(char c) {
  switch (c) {
    case '^': return "><";
    case '>': return ">0";
    case '~': return ">=";
    default: return {c};
  }
}

void check(const std::string& text) {
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  if (text.empty()) throw Error("label-code128", "there is nothing to put into the bar code", "code128",
                                "test the cable with a serial number, or leave the bar code out");
  if (text.size() > kLongestCode)
    throw Error("label-code128", "this is too long for a bar code: " + text.substr(0, 20) + "…", "code128",
                "at most 80 letters; a qr takes more");
  if (!std::ranges::all_of(text, printable))
    throw Error("label-code128", "a bar code takes plain ASCII only, not: " + text, "code128", "use a qr");
}

}  // namespace

Code128 code128_of(const std::string& text) {
  check(text);
  bool pairs = digits_pay(text, 0);
  Code128 out{pairs ? ">;" : ">:", 0};
  int symbols = 2;  // start and check
  for (std::size_t i = 0; i < text.size(); ++symbols) {
    if (pairs && digits_at(text, i) < 2) {
      out.field_data += ">6";
      pairs = false;
    } else if (pairs) {
      out.field_data += text.substr(i, 2);
      i += 2;
    } else if (digits_pay(text, i) && digits_at(text, i) % 2 == 0) {
      out.field_data += ">5";
      pairs = true;
    } else {
      out.field_data += in_subset_b(text[i++]);
    }
  }
  out.modules = symbols * kModulesPerSymbol + kStop;
  return out;
}

}  // namespace buzzout
