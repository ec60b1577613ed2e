#include "core/older_firmware.hpp"

#include <doctest/doctest.h>

namespace buzzout {
namespace {

JigIdentity todays_jig(const std::string& board) {
  JigIdentity jig;
  jig.board = board;
  jig.lamp_seconds = 10;
  jig.rows = 5;
  jig.range_ohm = 600;
  return jig;
}

TEST_CASE("What older firmware lacks is what it does not announce, and in a test only what the board or the fixture is made for") {
  Fixture plain, sensed, tapped;
  sensed.senses = {{1, 10}};
  tapped.taps = {{1, 0}};
  for (const char* board : {"uno", "mega", "mega64"}) {
    CAPTURE(board);
    JigIdentity jig = todays_jig(board);
    for (const Fixture& f : {plain, sensed, tapped}) CHECK(lacks_of(jig, f).empty());
    CHECK(lacks_of(jig).empty());
    jig.rows = 0;
    CHECK(lacks_of(jig).size() == 1);
    CHECK(lacks_of(jig, plain).empty());
    jig.range_ohm = 0;
    const bool measures = std::string(board) != "mega64";
    CHECK(lacks_of(jig).size() == (measures ? 2 : 1));
    CHECK(lacks_of(jig, plain).size() == (std::string(board) == "mega" ? 1 : 0));
    CHECK(lacks_of(jig, sensed).size() == 1);
    CHECK(lacks_of(jig, tapped).size() == 1);
    jig.lamp_seconds = 0;
    CHECK(lacks_of(jig, sensed).size() == 2);
    jig.simulated = true;
    CHECK(lacks_of(jig).empty());
  }
  CHECK(lacks_of(JigIdentity{}).empty());
}

}  // namespace
}  // namespace buzzout
