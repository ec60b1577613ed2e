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
                                                {0x0065a8, 0x308cf6, 0x0065a8},    // net1 …
                                                {0xc98a00, 0xfdbe45, 0xc98a00},
                                                {0x00916a, 0x98e2b4, 0x00916a},
                                                {0xe95cb0, 0x9c5c88, 0xe95cb0},
                                                {0x16191d, 0xf2f4f7, 0x16191d},
                                                {0x45a8e6, 0x30bcfb, 0x45a8e6},
                                                {0x4b2ab5, 0x735ec2, 0x4b2ab5},
                                                {0x927c10, 0xa38b23, 0x927c10},    // … net8
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
