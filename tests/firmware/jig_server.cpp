#include "line.hpp"
#include "wired_board.hpp"

using namespace buzzout;

namespace {

struct Jig {
  Jig() {
    server.start();
    hello = board.sent();
  }
  // What comes back for bytes as they are.
  std::string raw(const std::string& bytes) {
    board.receive(bytes);
    server.poll();
    CHECK(board.bank().is_idle());
    return board.sent();
  }
  // What comes back for a line, without its CRLF.
  std::string ask(const std::string& line) {
    std::string reply = raw(line + "\n");
    if (reply.size() >= 2) {
      CHECK(reply.substr(reply.size() - 2) == "\r\n");
      reply.resize(reply.size() - 2);
    }
    CHECK(reply.find('\n') == std::string::npos);
    return reply;
  }
  // What an envelope's reply says; checks that it is that very request's reply.
  std::string ask_sealed(const std::string& command, const std::string& sequence = "77") {
    const std::string request = sealed(sequence, command);
    const std::string reply = ask(request);
    const std::string opening = "@" + sequence + " ";
    REQUIRE(reply.size() > opening.size() + 9);
    CHECK(reply.substr(0, opening.size()) == opening);
    const std::string covered = reply.substr(0, reply.size() - 9);
    char seal[10];
    std::snprintf(seal, sizeof seal, "*%08X",
                  static_cast<unsigned>(crc32_of(covered, crc32_of(request.substr(0, request.size() - 9)))));
    CHECK(reply.substr(covered.size()) == seal);
    CHECK(covered.back() == ' ');
    return covered.substr(opening.size(), covered.size() - opening.size() - 1);
  }
  std::string error() { return ask("SYST:ERR?"); }

  WiredBoard board;
  JigServer<WiredBoard> server{board};
  std::string hello;
};

}  // namespace

TEST_CASE("the jig says hello after its boot and who it is when asked") {
  Jig jig;
  CHECK(jig.hello == "#BUZZOUT wired " BUZZOUT_FIRMWARE_VERSION "\r\n");
  CHECK(jig.ask("*IDN?") == "Buzzout,wired,0," BUZZOUT_FIRMWARE_VERSION);
  CHECK(jig.ask("*OPT?") == "PROTOCOL=1,POINTS=10,OHMS=0,LINE=80,HOLD=100,LAMP=60,ROWS=10,READ=0,RANGE=0");
  CHECK(jig.ask("SYST:VERS?") == "1999.0");
  CHECK(jig.ask("SYST:BOOT?") == "B007,POWER");
  CHECK(jig.ask("INP:BUTT?") == "3");
}

TEST_CASE("a bare command gets a bare reply, and one without a reply says nothing") {
  Jig jig;
  CHECK(jig.ask("*RST").empty());
  CHECK(jig.ask("DISP:LAMP PASS").empty());
  CHECK(jig.board.lamp == protocol::Lamp::pass);
  CHECK(jig.ask("*CLS").empty());
  CHECK(jig.error() == "0,\"No error\"");
}

TEST_CASE("a lamp with a time goes out when that is over, unless it is asked for again; the plain form stays") {
  Jig jig;
  const auto seconds = [&](int n) {
    for (; n > 0; --n) {
      jig.board.seconds = 1;
      jig.raw("");
    }
  };
  CHECK(jig.ask_sealed("DISP:LAMP PASS,2") == "OK");
  CHECK(jig.board.lamp == protocol::Lamp::pass);
  seconds(1);
  CHECK(jig.board.lamp == protocol::Lamp::pass);
  CHECK(jig.ask_sealed("DISPlay:LAMP pass,2") == "OK");
  seconds(1);
  CHECK(jig.board.lamp == protocol::Lamp::pass);
  seconds(1);
  CHECK(jig.board.lamp == protocol::Lamp::off);
  CHECK(jig.ask_sealed("DISP:LAMP PASS,1") == "OK");
  CHECK(jig.ask_sealed("DISP:LAMP PASS") == "OK");
  seconds(100);
  CHECK(jig.board.lamp == protocol::Lamp::pass);
  CHECK(jig.ask_sealed("DISP:LAMP FAIL,60") == "OK");
  seconds(59);
  CHECK(jig.board.lamp == protocol::Lamp::fail);
  seconds(1);
  CHECK(jig.board.lamp == protocol::Lamp::off);
  CHECK(jig.ask_sealed("DISP:LAMP PASS,1") == "OK");
  CHECK(jig.ask_sealed("*RST") == "OK");
  CHECK(jig.ask_sealed("DISP:LAMP FAIL") == "OK");
  seconds(3);
  CHECK(jig.board.lamp == protocol::Lamp::fail);
}

TEST_CASE("the time of a lamp is whole seconds up to the longest; anything else changes nothing") {
  Jig jig;
  REQUIRE(jig.ask_sealed("DISP:LAMP FAIL") == "OK");
  for (const char* bad : {"PASS,", "PASS,0", "PASS,61", "PASS,256", "PASS,4294967297", "PASS,-1", "PASS,x", "PASS, 3", "PASS,3 ,", "PASS,3,4",
                          "PASS 3", ",3", ",", "RED,3", "OF,3"}) {
    CAPTURE(bad);
    CHECK(jig.ask_sealed(std::string("DISP:LAMP ") + bad) == "!-222");
    CHECK(jig.board.lamp == protocol::Lamp::fail);
  }
}

TEST_CASE("a jig that begins anew is dark") {
  WiredBoard board;
  board.lamp = protocol::Lamp::pass;
  JigServer<WiredBoard> server(board);
  server.start();
  CHECK(board.lamp == protocol::Lamp::off);
}

TEST_CASE("an envelope is always answered in an envelope of its own") {
  Jig jig;
  CHECK(jig.ask_sealed("*IDN?") == "Buzzout,wired,0," BUZZOUT_FIRMWARE_VERSION);
  CHECK(jig.ask_sealed("*RST") == "OK");
  CHECK(jig.ask_sealed("DISP:LAMP fail") == "OK");
  CHECK(jig.board.lamp == protocol::Lamp::fail);
  CHECK(jig.ask_sealed("NONSENSE") == "!-113");
  CHECK(jig.ask_sealed("*IDN? 1") == "!-108");
  CHECK(jig.ask_sealed("DISP:LAMP") == "!-109");
  CHECK(jig.ask_sealed("DISP:LAMP RED") == "!-222");
  CHECK(jig.ask_sealed("SCAN?", "4294967295").size() > 20);
}

TEST_CASE("errors queue up, first in first out, and the last of too many says so") {
  Jig jig;
  CHECK(jig.ask("NONSENSE").empty());
  CHECK(jig.ask("*IDN? 1").empty());
  CHECK(jig.ask("DISP:LAMP").empty());
  CHECK(jig.ask("DISP:LAMP RED").empty());
  CHECK(jig.raw("\x07\n").empty());
  CHECK(jig.board.garbage == 1);
  CHECK(jig.raw(std::string(81, 'x') + "\n").empty());
  CHECK(jig.ask("@1 SCAN? *00000000").empty());
  CHECK(jig.ask("SYST:NUMB 5").empty());
  const char* const expected[] = {"-113,\"Undefined header\"",    "-108,\"Parameter not allowed\"",
                                  "-109,\"Missing parameter\"",   "-222,\"Data out of range\"",
                                  "-101,\"Invalid character\"",   "-363,\"Input buffer overrun\"",
                                  "101,\"Envelope does not check\"", "102,\"Envelope required\""};
  for (const char* e : expected) CHECK(jig.error() == e);
  CHECK(jig.error() == "0,\"No error\"");
  for (int i = 0; i < 12; ++i) jig.ask("NONSENSE");
  for (int i = 0; i < 7; ++i) CHECK(jig.error() == expected[0]);
  CHECK(jig.error() == "-350,\"Queue overflow\"");
  CHECK(jig.error() == "0,\"No error\"");
  jig.ask("NONSENSE");
  jig.ask("*CLS");
  CHECK(jig.error() == "0,\"No error\"");
}

TEST_CASE("a restart by the watchdog is the first error") {
  WiredBoard board;
  board.watchdog = true;
  JigServer<WiredBoard> server(board);
  server.start();
  board.sent();
  board.receive("SYST:ERR?\nSYST:BOOT?\n");
  server.poll();
  CHECK(board.sent() == "103,\"Restarted by watchdog\"\r\nB007,WATCHDOG\r\n");
}

TEST_CASE("the number is written once, in an envelope only, and a retry finds its own") {
  Jig jig;
  CHECK(jig.ask("SYST:NUMB 4711").empty());
  CHECK(jig.board.number() == 0);
  for (const char* bad : {"0", "4294967295", "4294967296", "-1", "x", "1 2", "1,2"})
    CHECK(jig.ask_sealed("SYST:NUMB " + std::string(bad)) == "!-222");
  CHECK(jig.ask_sealed("SYST:NUMB") == "!-109");
  CHECK(jig.board.writes == 0);
  CHECK(jig.ask_sealed("SYST:NUMB 4711") == "OK");
  CHECK(jig.board.number() == 4711);
  CHECK(jig.ask_sealed("SYST:NUMB 4711", "78") == "OK");
  CHECK(jig.board.writes == 1);
  CHECK(jig.ask_sealed("SYST:NUMB 4712", "79") == "!-221");
  CHECK(jig.board.number() == 4711);
  CHECK(jig.ask("*IDN?") == "Buzzout,wired,4711," BUZZOUT_FIRMWARE_VERSION);
}

TEST_CASE("a damaged envelope is neither executed nor answered") {
  Jig jig;
  std::string request = sealed("5", "SYST:NUMB 4711");
  request[request.find("4711")] = '5';
  CHECK(jig.ask(request).empty());
  CHECK(jig.board.number() == 0);
  CHECK(jig.error() == "101,\"Envelope does not check\"");
}

TEST_CASE("a scan has the boot, a count that rises, the check and every point's row") {
  Jig jig;
  CHECK(jig.ask("SCAN?") == "B007,00000001,000,000,001,002,004,008,010,020,040,080,100,200");
  jig.board.bank().wire({0x005, 0x300});
  CHECK(jig.ask("SCAN?") == "B007,00000002,000,000,005,002,005,008,010,020,040,080,300,300");
  CHECK(jig.ask_sealed("SCAN?") == "B007,00000003,000,000,005,002,005,008,010,020,040,080,300,300");
  CHECK(jig.ask("*TST?") == "0");
}

TEST_CASE("nothing is measured on a jig that is not clean, and the self-test says what is wrong") {
  Jig jig;
  jig.board.bank().stuck_high = 0x010;
  CHECK(jig.ask("SCAN?") == "B007,00000001,010,000");
  CHECK(jig.ask("SCAN:HOLD? 20,001") == "B007,00000002,010,000");
  CHECK(jig.ask("LEAR?") == "B007,00000003,010,000");
  CHECK(jig.ask("*TST?") == "1");
  jig.board.bank().stuck_high = 0;
  jig.board.bank().stuck_low = 0x200;
  CHECK(jig.ask("SCAN?") == "B007,00000004,000,200");
  CHECK(jig.ask("*TST?") == "2");
  jig.board.bank().stuck_low = 0;
  jig.board.bank().wire({0x003});
  jig.board.bank().dead = 0x002;  // its neighbour discharges it, so that it is not taken for a voltage
  CHECK(jig.ask("*TST?") == "3");
  CHECK(jig.ask("SCAN?").substr(0, 29) == "B007,00000005,000,000,003,000");
}

TEST_CASE("a hold says what was low all the time and what ever was") {
  Jig jig;
  jig.board.bank().wire({0x011});
  CHECK(jig.ask("SCAN:HOLD? 20,001") == "B007,00000001,000,000,011,011");
  CHECK(jig.ask("SCAN:HOLD? 1,203") == "B007,00000002,000,000,213,213");
  CHECK(jig.ask("SCAN:HOLD? 100,000") == "B007,00000003,000,000,000,000");
  for (const char* bad : {"0,001", "101,001", "20,01", "20,0001", "20,00G", "20,400", "20,", ",001", "x,001", "20,001,1"}) {
    CAPTURE(std::string(bad));
    CHECK(jig.ask_sealed("SCAN:HOLD? " + std::string(bad)) == "!-222");
  }
  CHECK(jig.ask_sealed("SCAN:HOLD? 20") == "!-109");
}

TEST_CASE("labels are the smallest index of each point's net, whatever the nets") {
  Jig jig;
  std::uint32_t random = 1;
  for (int trial = 0; trial < 500; ++trial) {
    unsigned group[WiredBank::points];
    std::vector<std::uint16_t> nets(4, 0);
    for (unsigned p = 0; p < WiredBank::points; ++p) {
      random = random * 1664525U + 1013904223U;
      group[p] = random >> 30;
      nets[group[p]] = static_cast<std::uint16_t>(nets[group[p]] | (1U << p));
    }
    jig.board.bank().wire(nets);
    std::string expected;
    for (unsigned p = 0; p < WiredBank::points; ++p) {
      unsigned first = 0;
      while (group[first] != group[p]) ++first;
      char text[4];
      std::snprintf(text, sizeof text, ",%02X", first);
      expected += text;
    }
    REQUIRE(jig.ask("LEAR?").substr(21) == expected);
  }
}

TEST_CASE("whatever bytes arrive, the next good request is answered") {
  Jig jig;
  std::uint32_t random = 9;
  for (int trial = 0; trial < 500; ++trial) {
    std::string noise;
    for (unsigned n = 0; n < 1 + (random >> 25); ++n) {
      random = random * 1664525U + 1013904223U;
      noise += static_cast<char>(random >> 24);
    }
    jig.raw(noise + "\n");
    CHECK(jig.board.number() == 0);
    REQUIRE(jig.ask_sealed("SYST:BOOT?") == "B007,POWER");
  }
}

TEST_CASE("a kept scan is told row by row, by its count, as often as asked") {
  Jig jig;
  jig.board.bank().wire({0x21, 0x42});
  const std::string whole = jig.ask_sealed("SCAN?");
  REQUIRE(whole == "B007,00000001,000,000,021,042,004,008,010,021,042,080,100,200");
  CHECK(jig.ask_sealed("SCAN:KEEP?") == "B007,00000002,000,000");
  for (int again = 0; again < 2; ++again) {
    CHECK(jig.ask_sealed("SCAN:ROWS? 00000002,1") == "B007,00000002,021,042,004,008,010,021,042,080,100,200");
    CHECK(jig.ask_sealed("scan:rows? 00000002,9") == "B007,00000002,100,200");
    CHECK(jig.ask_sealed("SCAN:ROWS? 00000002,10") == "B007,00000002,200");
  }
  jig.board.bank().wire({});  // the rows are those of the measurement, not of now
  CHECK(jig.ask_sealed("SCAN:ROWS? 00000002,1").find(",021,042,") != std::string::npos);
  CHECK(jig.ask_sealed("SCAN:HOLD? 1,001").substr(0, 13) == "B007,00000003");
  CHECK(jig.ask_sealed("SCAN?").substr(0, 13) == "B007,00000004");
  CHECK(jig.ask_sealed("*TST?") == "0");
  CHECK(jig.ask_sealed("SCAN:ROWS? 00000002,10") == "B007,00000002,200");
}

TEST_CASE("rows of any other measurement than the kept one are refused") {
  Jig jig;
  CHECK(jig.ask_sealed("SCAN:ROWS? 00000000,1") == "!-222");
  CHECK(jig.ask_sealed("SCAN:ROWS? 00000001,1") == "!-221");  // nothing was measured yet
  CHECK(jig.ask_sealed("SCAN?").starts_with("B007,00000001"));  // keeps nothing
  CHECK(jig.ask_sealed("SCAN:ROWS? 00000001,1") == "!-221");
  CHECK(jig.ask_sealed("SCAN:KEEP?").starts_with("B007,00000002"));
  CHECK(jig.ask_sealed("SCAN:ROWS? 00000002,1").starts_with("B007,00000002,001"));
  CHECK(jig.ask_sealed("SCAN:KEEP?").starts_with("B007,00000003"));
  CHECK(jig.ask_sealed("SCAN:ROWS? 00000002,1") == "!-221");
  jig.board.bank().stuck_low = 4;  // not clean: there are no rows
  const std::string unclean = jig.ask_sealed("SCAN:KEEP?");
  CHECK(unclean.ends_with(",000,004"));
  CHECK(jig.ask_sealed("SCAN:ROWS? " + unclean.substr(5, 8) + ",1") == "!-221");
}

TEST_CASE("nonsense about rows is refused and changes nothing") {
  Jig jig;
  const std::string kept = jig.ask_sealed("SCAN:KEEP?").substr(5, 8);
  CHECK(jig.ask_sealed("SCAN:ROWS?") == "!-109");
  CHECK(jig.ask_sealed("SCAN:ROWS? " + kept) == "!-109");
  for (const auto& bad : std::vector<std::string>{kept + ",", kept + ",0", kept + ",11", kept + ",257", kept + ",-1", kept + ",x", kept + ",1,1", kept.substr(1) + ",1",
                                "0" + kept + ",1", ",1", "0000000G,1", kept + ", 1"}) {
    CAPTURE(bad);
    CHECK(jig.ask_sealed("SCAN:ROWS? " + bad) == "!-222");
  }
  CHECK(jig.ask_sealed("SCAN:KEEP? 1") == "!-108");
  CHECK(jig.ask_sealed("SCAN:ROWS? " + kept + ",10") == "B007," + kept + ",200");
}
