#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "report/palette.hpp"

using namespace buzzout;

namespace {

using Colour = std::array<double, 3>;
using Matrix = std::array<Colour, 3>;

Colour times(const Matrix& m, const Colour& c) {
  Colour out{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t k = 0; k < 3; ++k) out[i] += m[i][k] * c[k];
  return out;
}

Colour linear(std::uint32_t rgb) {
  Colour out{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double c = ((rgb >> (16 - 8 * i)) & 255) / 255.0;
    out[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  }
  return out;
}

// Oklab, after Ottosson (2020).
Colour oklab(Colour rgb) {
  for (auto& c : rgb) c = std::clamp(c, 0.0, 1.0);
  Colour lms = times({{{0.4122214708, 0.5363325363, 0.0514459929},
                       {0.2119034982, 0.6806995451, 0.1073969566},
                       {0.0883024619, 0.2817188376, 0.6299787005}}}, rgb);
  for (auto& c : lms) c = std::cbrt(c);
  return times({{{0.2104542553, 0.7936177850, -0.0040720468},
                 {1.9779984951, -2.4285922050, 0.4505937099},
                 {0.0259040371, 0.7827717662, -0.8086757660}}}, lms);
}

// How two colours differ for whoever sees the difference least: everybody, or who lacks one kind of cones, after Machado,
// Oliveira and Fernandes (2009).
double least_difference(std::uint32_t one, std::uint32_t other) {
  static const std::vector<Matrix> eyes = {
      {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
      {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
      {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
      {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};
  double least = 1;
  for (const auto& eye : eyes) {
    const Colour a = oklab(times(eye, linear(one))), b = oklab(times(eye, linear(other)));
    least = std::min(least, std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
  }
  return least;
}

}  // namespace

TEST_CASE("the nets' colours differ from each other and from what is unused or faulty, for colour-blind people too") {
  CHECK(least_difference(0x5f6770, 0x5b636d) < 0.02);  // two greys
  std::vector<FigureLook> looks;
  for (auto i = static_cast<std::size_t>(FigureLook::net1); i <= static_cast<std::size_t>(FigureLook::net8); ++i)
    looks.push_back(static_cast<FigureLook>(i));
  const std::size_t nets = looks.size();
  looks.insert(looks.end(), {FigureLook::fault, FigureLook::faint});
  for (const auto medium : {&LookColours::light, &LookColours::dark, &LookColours::print})
    for (std::size_t i = 0; i < nets; ++i)
      for (std::size_t k = i + 1; k < looks.size(); ++k) {
        CAPTURE(to_string(looks[i]));
        CAPTURE(to_string(looks[k]));
        CHECK(least_difference(colours_of(looks[i]).*medium, colours_of(looks[k]).*medium) > 0.055);
      }
}
