// Both ends of the protocol as they ship, against each other.
#include "core/jig_server.h"

#include <doctest/doctest.h>

#include "core/fixture.hpp"
#include "core/profile.hpp"
#include "jig/envelope.hpp"
#include "simulation/simulated_board.hpp"
#include "simulation/simulated_meter.hpp"
#include "simulation/workbench.hpp"

using namespace buzzout;

namespace {

struct Jig {
  Jig() {
    fixture.name = "bare";
    fixture.board = "uno";
    server.start();
    board.take_sent();
  }
  std::string raw(const std::string& line) {
    board.receive(line + "\n");
    server.poll();
    return board.take_sent();
  }
  std::string answer(const SealedRequest& request) {
    std::string line = raw(request.line);
    REQUIRE(line.ends_with("\r\n"));
    line.resize(line.size() - 2);
    const auto opened = open_reply(request, line);
    REQUIRE(opened.has_value());
    return *opened;
  }

  Fixture fixture;
  ManualClock clock;
  Workbench bench{*find_board("uno"), fixture, nullptr, {}, {}};
  SimulatedBoard<16, SimulatedHalfKelvin> board{*find_board("uno"), bench, clock, 0x51A0};
  JigServer<SimulatedBoard<16, SimulatedHalfKelvin>> server{board};
};

}  // namespace

TEST_CASE("the firmware's envelopes open with the host's key, whatever the sequence number") {
  Jig jig;
  for (const std::uint32_t sequence : {0U, 1U, 10U, 4711U, 2147483648U, 4294967295U}) {
    CHECK(jig.answer(seal(sequence, "SYST:VERS?")) == "1999.0");
    CHECK(jig.answer(seal(sequence, "*RST")) == "OK");
    CHECK(jig.answer(seal(sequence, "NONSENSE?")) == "!-113");
  }
}

TEST_CASE("the reply to one request does not open with another request's key") {
  Jig jig;
  std::string line = jig.raw(seal(5, "SCAN?").line);
  line.resize(line.size() - 2);
  CHECK(open_reply(seal(5, "SCAN?"), line).has_value());
  CHECK_FALSE(open_reply(seal(5, "LEAR?"), line).has_value());
  CHECK_FALSE(open_reply(seal(6, "SCAN?"), line).has_value());
}

TEST_CASE("a bare line is answered bare, a damaged envelope not at all") {
  Jig jig;
  CHECK(jig.raw("SYST:VERS?") == "1999.0\r\n");
  std::string damaged = seal(5, "SYST:NUMB 4711").line;
  damaged[10] = 'X';
  CHECK(jig.raw(damaged).empty());
  CHECK(jig.board.number() == 0);
  CHECK(jig.raw("SYST:ERR?") == "101,\"Envelope does not check\"\r\n");
}

TEST_CASE("the longest command of the host fits the firmware's line") {
  const SealedRequest longest = seal(4294967295U, "SCAN:HOLD? 100,FFFFFFFFFFFFFFFF");
  CHECK(longest.line.size() <= protocol::max_line);
  CHECK(seal(4294967295U, "SYST:NUMB 4294967294").line.size() <= protocol::max_line);
}
