#include "cli/views/big_text.hpp"

#include <algorithm>
#include <array>

namespace buzzout {
namespace {

constexpr int kColumns = 5;
using Glyph = std::array<std::string_view, kBigRows>;

struct Letter {
  char name;
  Glyph rows;
};

// Those that a station says.
constexpr std::array kLetters{
    Letter{'A', {" ### ", "#   #", "#####", "#   #", "#   #"}},
    Letter{'B', {"#### ", "#   #", "#### ", "#   #", "#### "}},
    Letter{'C', {" ####", "#    ", "#    ", "#    ", " ####"}},
    Letter{'D', {"#### ", "#   #", "#   #", "#   #", "#### "}},
    Letter{'E', {"#####", "#    ", "#### ", "#    ", "#####"}},
    Letter{'F', {"#####", "#    ", "#### ", "#    ", "#    "}},
    Letter{'I', {" ### ", "  #  ", "  #  ", "  #  ", " ### "}},
    Letter{'L', {"#    ", "#    ", "#    ", "#    ", "#####"}},
    Letter{'N', {"#   #", "##  #", "# # #", "#  ##", "#   #"}},
    Letter{'O', {" ### ", "#   #", "#   #", "#   #", " ### "}},
    Letter{'P', {"#### ", "#   #", "#### ", "#    ", "#    "}},
    Letter{'R', {"#### ", "#   #", "#### ", "#  # ", "#   #"}},
    Letter{'S', {" ####", "#    ", " ### ", "    #", "#### "}},
    Letter{'T', {"#####", "  #  ", "  #  ", "  #  ", "  #  "}},
    Letter{'W', {"#   #", "#   #", "# # #", "## ##", "#   #"}},
    Letter{'Y', {"#   #", " # # ", "  #  ", "  #  ", "  #  "}},
};

const Glyph& glyph(char c) {
  static constexpr Glyph blank{"     ", "     ", "     ", "     ", "     "};
  const auto* const found = std::ranges::find(kLetters, c, &Letter::name);
  return found == kLetters.end() ? blank : found->rows;
}

}  // namespace

std::vector<std::string> big_text(std::string_view word, bool unicode) {
  std::vector<std::string> out(kBigRows);
  for (const char c : word)
    for (std::size_t row = 0; row < kBigRows; ++row) {
      for (std::size_t column = 0; column < kColumns; ++column)
        out[row] += glyph(c)[row][column] == '#' ? (unicode ? "█" : "#") : " ";
      out[row] += ' ';
    }
  return out;
}

}  // namespace buzzout
