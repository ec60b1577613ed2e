#include <doctest/doctest.h>

#include <set>

#include "avr/board_pins.hpp"
#include "avr/firmware_rig.hpp"

using namespace buzzout;

namespace {

std::vector<PointSet> fields_of(const std::string& reply) {
  std::vector<PointSet> out;
  for (std::size_t at = 0, end; at <= reply.size(); at = end + 1) {
    end = std::min(reply.find(',', at), reply.size());
    out.push_back(std::stoull(reply.substr(at, end - at), nullptr, 16));
  }
  return out;
}

// The rows of a clean scan.
std::vector<PointSet> scan(FirmwareRig& rig) {
  const auto fields = fields_of(rig.line("SCAN?"));
  REQUIRE(fields.size() == 4 + 64);
  CHECK(fields[2] == 0);
  CHECK(fields[3] == 0);
  return {fields.begin() + 4, fields.end()};
}

std::string hold(const char* ms, PointSet driven) {
  char text[40];
  std::snprintf(text, sizeof text, "SCAN:HOLD? %s,%016llX", ms,
                static_cast<unsigned long long>(driven));
  return text;
}

std::string bridge(Point a, Point b) {
  return "bridge:" + std::to_string(point_number(a)) + ":" + std::to_string(point_number(b));
}

// What a correct firmware never does.
void check_conduct(const FirmwareRig& rig) {
  CHECK(rig.bench.violations() == std::vector<std::string>{});
  CHECK(rig.jig.ports().counters().flips == 0);
  CHECK(rig.jig.usart().counters().lost == 0);
  CHECK(rig.jig.usart().counters().refused == 0);
}

}  // namespace

TEST_CASE("the 64 points are 64 pins, none of which the board needs for something else") {
  const Board& board = *find_board("mega64");
  CHECK(board.points == 64);
  CHECK_FALSE(board.kelvin);
  std::set<std::pair<char, unsigned>> places;
  std::set<std::string> names;
  for (const PinRef& pin : board.drive_pins) {
    places.insert({pin.port, pin.bit});
    names.insert(pin.name);
  }
  CHECK(places.size() == 64);
  CHECK(names.size() == 64);
  for (const char* kept : {"D0", "D1", "D2", "D13", "D20", "D21"})
    CHECK_FALSE(names.contains(kept));
  const BoardPins& others = pins_of(board);
  for (const PinRef& pin : {others.serial_in, others.button, others.pass_lamp})
    CHECK_FALSE(places.contains({pin.port, pin.bit}));
}

TEST_CASE("the points follow the numbers on the board, so that a person can wire them") {
  const Board& board = *find_board("mega64");
  Point p = 0;
  const auto follow = [&](char kind, int from, int to) {
    for (int n = from; n <= to; ++n) CHECK(board.pin(p++) == kind + std::to_string(n));
  };
  follow('D', 3, 12);
  follow('D', 14, 19);
  follow('D', 22, 53);
  follow('A', 0, 15);
  CHECK(p == board.points);
}

TEST_CASE("every point of the 64 drives low alone and is read by its own bit") {
  FirmwareRig rig("mega64");
  const auto rows = scan(rig);
  for (Point p = 0; p < 64; ++p) CHECK(rows[p] == only(p));
  for (Point p = 0; p < 64; ++p) {
    const auto held = fields_of(rig.line(hold("1", only(p))));
    REQUIRE(held.size() == 6);
    CHECK(held[4] == only(p));
    CHECK(held[5] == only(p));
  }
  check_conduct(rig);
}

TEST_CASE("any set of the 64 points can be held low together") {
  FirmwareRig rig("mega64");
  for (const PointSet set :
       {PointSet{0}, ~PointSet{0}, PointSet{0x0123456789ABCDEF}, PointSet{0x5555555555555555}}) {
    const auto held = fields_of(rig.line(hold("1", set)));
    REQUIRE(held.size() == 6);
    CHECK(held[4] == set);
    CHECK(held[5] == set);
  }
  check_conduct(rig);
}

TEST_CASE("each of the 2016 pairs of the 64 points is seen from both sides, and nothing else") {
  // One round of a tournament joins 32 pairs at once; 63 rounds have all pairs once.
  unsigned pairs = 0;
  for (unsigned round = 0; round < 63; ++round) {
    FirmwareRig rig("mega64");
    std::vector<PointSet> wanted(64);
    std::string cable;
    const auto join = [&](Point a, Point b) {
      cable += (cable.empty() ? "" : ",") + bridge(a, b);
      wanted[a] = wanted[b] = only(a) | only(b);
      ++pairs;
    };
    join(63, round);
    for (unsigned k = 1; k < 32; ++k) join((round + k) % 63, (round + 63 - k) % 63);
    rig.plug(cable);
    CHECK(scan(rig) == wanted);
    check_conduct(rig);
  }
  CHECK(pairs == 2016);
}

TEST_CASE("what the 64 points learn is what they scan") {
  const char* cables[] = {"none", "bridge:1:64",
                          "bridge:1:2,bridge:2:17,bridge:17:33,bridge:33:49,bridge:49:64",
                          "bridge:64:63,bridge:62:63,bridge:5:60,bridge:6:59,bridge:59:7",
                          "bridge:16:17,bridge:32:33,bridge:48:49,bridge:10:11"};
  for (const char* cable : cables) {
    CAPTURE(cable);
    FirmwareRig rig("mega64");
    rig.plug(cable);
    const auto rows = scan(rig);
    const auto labels = fields_of(rig.line("LEARn?"));
    REQUIRE(labels.size() == 4 + 64);
    for (Point p = 0; p < 64; ++p) CHECK(labels[4 + p] == lowest(rows[p]));
    check_conduct(rig);
  }
}

TEST_CASE("a stuck or dead pin of the 64 is told by its point") {
  for (const Point p : {0U, 9U, 15U, 16U, 24U, 32U, 35U, 44U, 63U}) {
    const std::string point = std::to_string(point_number(p));
    CAPTURE(point);
    FirmwareRig low("mega64"), high("mega64"), dead("mega64");
    low.plug("stuck:" + point + ":low");
    high.plug("stuck:" + point + ":high");
    dead.plug("dead:" + point);
    CHECK(fields_of(low.line("SCAN?"))[3] == only(p));
    CHECK(fields_of(high.line("SCAN?"))[2] == only(p));
    CHECK(fields_of(dead.line("SCAN?"))[2] ==
          only(p));  // its pull-up works, and nothing discharges it
    CHECK(low.line("*TST?") == "2");
    CHECK(high.line("*TST?") == "1");
    CHECK(dead.line("*TST?") == "1");
  }
}

TEST_CASE("the lamp of the 64-point board stays as it was over a scan, and its button counts") {
  FirmwareRig rig("mega64");
  CHECK(rig.line("*OPT?") == "PROTOCOL=1,POINTS=64,OHMS=0,LINE=80,HOLD=100,LAMP=60,ROWS=5,READ=0,RANGE=0");
  rig.send("DISP:LAMP PASS\n");
  rig.jig.run(AvrJig::cycles_of_ms(1));
  CHECK(rig.jig.lamps().pass);
  scan(rig);
  CHECK(rig.jig.lamps().pass);
  CHECK(rig.line("INP:BUTT?") == "0");
  rig.jig.press_button(true);
  rig.jig.run(AvrJig::cycles_of_ms(100));
  CHECK(rig.line("INP:BUTT?") == "1");
}

TEST_CASE("bytes that come at full rate during a scan of 64 points change nothing in it") {
  FirmwareRig rig("mega64");
  rig.plug("bridge:3:40,bridge:64:17");
  const auto quiet = scan(rig);
  rig.send("SCAN?\n" + std::string(240, 'x') + "\n");
  const auto replies = rig.await_lines(1, 100);
  REQUIRE(replies.size() == 1);
  const auto noisy = fields_of(replies[0]);
  REQUIRE(noisy.size() == 4 + 64);
  CHECK(std::vector<PointSet>(noisy.begin() + 4, noisy.end()) == quiet);
  CHECK(quiet[2] == (only(2) | only(39)));
  check_conduct(rig);
}

TEST_CASE("a scan of 64 points leaves half of the memory untouched") {
  FirmwareRig rig("mega64");
  const std::uint16_t from = 0x0600, to = 0x1200;  // above the variables, below a deep stack
  std::vector<std::uint8_t> before;
  for (std::uint16_t a = from; a < to; ++a) before.push_back(rig.jig.data(a));
  scan(rig);
  rig.line("LEARn?");
  rig.line("*TST?");
  for (std::uint16_t a = from; a < to; ++a) REQUIRE(rig.jig.data(a) == before[a - from]);
}
