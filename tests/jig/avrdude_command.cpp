#include "jig/avrdude_command.hpp"

#include <doctest/doctest.h>

using namespace buzzout;

namespace {

std::string flash(const char* board, const char* port, const char* hex) {
  return shell_line(avrdude_command(*find_board(board), port, hex));
}

}  // namespace

TEST_CASE("an uno is flashed through its arduino bootloader, a mega through wiring") {
  CHECK(flash("uno", "/dev/ttyACM0", "jig.hex") ==
        "avrdude -p m328p -c arduino -P /dev/ttyACM0 -b 115200 -D -U flash:w:jig.hex:i");
  CHECK(flash("mega", "/dev/ttyUSB1", "build/jig.hex") ==
        "avrdude -p m2560 -c wiring -P /dev/ttyUSB1 -b 115200 -D -U flash:w:build/jig.hex:i");
  CHECK(flash("mega64", "/dev/ttyUSB1", "build/jig.hex") == flash("mega", "/dev/ttyUSB1", "build/jig.hex"));
}

TEST_CASE("a port and a file with odd names stay one word each, for exec and for the shell") {
  const auto command = avrdude_command(*find_board("uno"), "/dev/my jig", "it's; rm $HOME.hex");
  REQUIRE(command.size() == 12);
  CHECK(command[6] == "/dev/my jig");
  CHECK(command[11] == "flash:w:it's; rm $HOME.hex:i");
  CHECK(shell_line(command) ==
        "avrdude -p m328p -c arduino -P '/dev/my jig' -b 115200 -D -U "
        "'flash:w:it'\\''s; rm $HOME.hex:i'");
  const std::string empty[] = {"avrdude", ""};
  CHECK(shell_line(empty) == "avrdude ''");
}
