#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>

#include "pictures.hpp"

using namespace buzzout;

TEST_CASE("the typical cables can be looked at with BUZZOUT_SHOW=1") {
  if (!std::getenv("BUZZOUT_SHOW")) return;
  const char* width = std::getenv("COLUMNS");
  for (const bool unicode : {true, false})
    for (const auto& [name, picture] : pictures::all()) {
      const Theme theme{unicode, unicode, width ? std::atoi(width) : 80};
      std::cout << "\n" << name << "\n\n";
      for (const Line& line : draw(picture, theme)) std::cout << to_ansi(line, theme) << "\n";
    }
}
