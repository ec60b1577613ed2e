#include <doctest/doctest.h>

#include "core/suggest.hpp"

using namespace buzzout;

TEST_CASE("the nearest word is the one a slip of the finger away") {
  CHECK(nearest("stcuk", {"open", "stuck"}) == "stuck");
  CHECK(nearest("AMP.r1", {"amp.R1", "amp.S"}) == "amp.R1");
  CHECK_FALSE(nearest("zebra", {"open", "stuck"}));
  CHECK(edit_distance("opne", "open") == 1);
  CHECK(edit_distance("", "open") == 4);
}

TEST_CASE("of two equally near words neither is suggested") {
  CHECK_FALSE(nearest("amp.R", {"amp.R1", "amp.R2"}));
}
