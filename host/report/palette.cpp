#include "report/palette.hpp"

#include <fmt/format.h>

#include <array>

namespace buzzout {
namespace {

// In the order of FigureLook.
constexpr std::array<LookColours, 17> kColours{{{0xffffff, 0x171b21, 0xffffff},    // paper
                                                {0xf1f4f8, 0x20262e, 0xf4f6f8},    // box
                                                {0x16191d, 0xe8ebef, 0x000000},    // ink
                                                {0x5b636d, 0x9aa4b0, 0x444b53},    // faint
                                                {0x0072b2, 0x5ab4ef, 0x0072b2},    // net1 …
                                                {0xc98a00, 0xe8ab2e, 0xc98a00},
                                                {0x009e73, 0x35c79a, 0x009e73},
                                                {0xb5578c, 0xe08fbb, 0xb5578c},
                                                {0x5f6770, 0xa3adb8, 0x5f6770},
                                                {0x2f9bd8, 0x8ed0f7, 0x2f9bd8},
                                                {0x7b5cc4, 0xb39df0, 0x7b5cc4},
                                                {0x8a8a2a, 0xc9c95e, 0x8a8a2a},    // … net8
                                                {0xb3261e, 0xff8a7d, 0xa3150e},    // fault
                                                {0x8a4b00, 0xffb95c, 0x7a4200},    // warn
                                                {0xffffff, 0x171b21, 0xffffff},    // on_fault
                                                {0xd3d9e0, 0x5a6674, 0xe1e5ea},    // metal
                                                {0x3b434d, 0x0b0d10, 0x3b434d}}};  // rubber
static_assert(kColours.size() == static_cast<std::size_t>(FigureLook::rubber) + 1);

void exchange(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

}  // namespace

LookColours colours_of(FigureLook look) { return kColours[static_cast<std::size_t>(look)]; }

std::string for_each_look(const std::string& line, std::uint32_t LookColours::*medium) {
  std::string out;
  for (std::size_t i = 0; i < kColours.size(); ++i) {
    std::string one = line;
    exchange(one, "{look}", std::string(to_string(static_cast<FigureLook>(i))));
    exchange(one, "{colour}", fmt::format("#{:06x}", kColours[i].*medium));
    out += one + "\n";
  }
  return out;
}

}  // namespace buzzout
