// What reaches the shipped firmware faster, later or otherwise than it should.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "avr/firmware_rig.hpp"
#include "jig/envelope.hpp"
#include "protocol/vocabulary.h"

using namespace buzzout;

namespace {

const std::string kBoards[] = {"uno", "mega"};
constexpr const char* kCable = "bridge:3:9,bridge:5:12,bridge:5:14";
constexpr std::size_t kBuffer = 255;         // docs/protocol.md: what is kept while the jig is busy
constexpr std::uint64_t kDeafCycles = 280;   // docs/protocol.md: how long interrupts may be held off
constexpr const char* kOverrun = "-363,\"Input buffer overrun\"";
constexpr const char* kNoError = "0,\"No error\"";

// A request in its envelope, with spaces that make its line as long as a line may be.
SealedRequest longest(std::uint32_t sequence, std::string command) {
  SealedRequest r = seal(sequence, command);
  command.append(protocol::max_line - r.line.size(), ' ');
  return seal(sequence, command);
}

std::string padded(std::string line) {
  line.resize(protocol::max_line, ' ');
  return line;
}

// A scan's reply behind its counter.
std::string matrix_in(const std::string& reply) {
  return reply.size() < 14 ? reply : reply.substr(14);
}

struct NoisyRig : FirmwareRig {
  explicit NoisyRig(std::string_view name) : FirmwareRig(name) {
    plug(kCable);
    matrix = matrix_in(line("SCAN?"));
    identity = line("*IDN?");
  }

  // What SYSTem:ERRor? tells until there is no more.
  std::map<std::string, int> errors() {
    std::map<std::string, int> out;
    for (;;) {
      const std::string e = line("SYST:ERR?");
      if (e == kNoError) return out;
      REQUIRE_FALSE(e.empty());
      ++out[e];
    }
  }

  // Whether the answer to a sealed SCAN? comes. Anything else that comes fails the test.
  bool answers(const SealedRequest& r, const std::string& as_sent) {
    send(as_sent);
    bool answered = false;
    for (const std::string& reply : await_lines(1, 8)) {
      const auto said = open_reply(r, reply);
      CAPTURE(as_sent);
      CAPTURE(reply);
      REQUIRE(said);
      REQUIRE(matrix_in(*said) == matrix);
      answered = true;
    }
    return answered;
  }

  std::string matrix, identity;
};

std::string without(const std::string& line, const std::function<bool()>& drop) {
  std::string out;
  for (const char c : line)
    if (!drop()) out += c;
  return out;
}

}  // namespace

TEST_CASE("the longest line is answered at once, whatever it asks") {
  for (const std::string& board : kBoards) {
    CAPTURE(board);
    NoisyRig rig(board);
    const std::pair<const char*, std::string> bare[] = {
        {"*IDN?", rig.identity}, {"*TST?", "0"}, {"SYST:VERS?", "1999.0"}, {"INP:BUTT?", "0"}};
    for (const auto& [command, reply] : bare) CHECK(rig.line(padded(command)) == reply);
    CHECK(matrix_in(rig.line(padded("SCAN?"))) == rig.matrix);
    for (const char* command : {"*IDN?", "*OPT?", "SCAN?", "LEARn?", "SCAN:HOLD? 1,0004", "*RST"}) {
      const SealedRequest r = longest(4'294'967'295u, command);
      REQUIRE(r.line.size() == protocol::max_line);
      CHECK(open_reply(r, rig.line(r.line)));
    }
    CHECK(rig.errors().empty());
    CHECK(rig.jig.usart().counters().lost == 0);
  }
}

TEST_CASE("a byte takes less than the 160 cycles in which the next one comes") {
  for (const std::string& board : kBoards) {
    NoisyRig rig(board);
    // Decoding 80 bytes that came at full rate ends soon after the line: no byte waits for long.
    const auto latency = [&](const std::string& line) {
      const auto& c = rig.jig.usart().counters();
      const std::uint64_t sent = c.sent;
      rig.send(line + "\n");
      REQUIRE(rig.jig.run_until([&] { return c.sent != sent; }, AvrJig::cycles_of_ms(20)));
      rig.await_lines(1, 20);
      return c.last_sent - c.last_received;
    };
    const std::uint64_t brief = latency("*IDN?"), padded_line = latency(padded("*IDN?"));
    MESSAGE(board << ": a reply ends " << brief << " cycles after a line of 5 bytes, " << padded_line
                  << " after one of 80");
    CHECK(padded_line < brief + 75 * 20);
  }
}

TEST_CASE("four of the longest requests back to back are all answered") {
  for (const std::string& board : kBoards) {
    CAPTURE(board);
    NoisyRig rig(board);
    std::uint32_t sequence = 4'000'000'000;
    std::size_t lines = 0, bytes = 0;
    const std::uint64_t began = rig.jig.cycle();
    for (int burst = 0; burst < 25; ++burst) {
      std::vector<SealedRequest> requests;
      std::string all;
      for (int n = 0; n < 4; ++n) {
        requests.push_back(longest(++sequence, "SCAN?"));
        all += requests.back().line + "\n";
      }
      rig.send(all);
      const auto replies = rig.await_lines(4, 50);
      REQUIRE(replies.size() == 4);
      for (std::size_t n = 0; n < 4; ++n) {
        const auto said = open_reply(requests[n], replies[n]);
        REQUIRE(said);
        REQUIRE(matrix_in(*said) == rig.matrix);
      }
      lines += requests.size();
      bytes += all.size();
    }
    MESSAGE(board << ": " << lines << " lines, " << bytes << " bytes, "
                  << rig.jig.cycle() - began << " cycles");
    CHECK(rig.jig.usart().counters().lost == 0);
    CHECK(rig.errors().empty());
  }
}

TEST_CASE("255 bytes wait while the jig is busy; more are lost, and their line with them") {
  for (const std::string& board : kBoards)
    for (const std::size_t excess : {0u, 1u, 2u, 6u, 100u, 5000u}) {
      CAPTURE(board);
      CAPTURE(excess);
      NoisyRig rig(board);
      rig.send("SCAN:HOLD? 100,0001\n");
      rig.jig.run(AvrJig::cycles_of_ms(10));
      // Lines of 10 bytes, the last of them as long as it takes.
      std::string all = std::string(kBuffer % 10, '\n');
      while (all.size() + 10 < kBuffer) all += "SYST:ERR?\n";
      all += std::string(excess, ' ') + "SYST:ERR?\n";
      REQUIRE(all.size() == kBuffer + excess);
      rig.send(all);
      const auto replies = rig.await_lines(26, 200);
      REQUIRE_FALSE(replies.empty());
      for (std::size_t n = 1; n < replies.size(); ++n) CHECK(replies[n] == kNoError);
      CHECK((replies.size() == 26) == (excess == 0));
      CHECK(rig.line("*IDN?") == rig.identity);
      CHECK(rig.errors() == (excess == 0 ? std::map<std::string, int>{}
                                         : std::map<std::string, int>{{kOverrun, 1}}));
    }
}

TEST_CASE("a line that is too long is one error, and the next line is answered") {
  for (const std::string& board : kBoards) {
    NoisyRig rig(board);
    for (const std::size_t length : {81u, 82u, 160u, 255u, 256u, 257u, 1000u, 10'000u, 250'000u}) {
      CAPTURE(board);
      CAPTURE(length);
      rig.send(std::string(length, 'x') + "\n*IDN?\n");
      const auto replies = rig.await_lines(1, 10 + length / 90);
      REQUIRE(replies.size() == 1);
      CHECK(replies[0] == rig.identity);
      CHECK(rig.errors() == std::map<std::string, int>{{kOverrun, 1}});
    }
    CHECK(rig.jig.usart().counters().lost == 0);
    CHECK(rig.jig.watchdog_interrupts() == 0);
  }
}

TEST_CASE("bytes lost on the way cost their request and no other, and nothing damaged is executed") {
  for (const std::string& board : kBoards) {
    CAPTURE(board);
    NoisyRig rig(board);
    std::mt19937 random(11);
    std::uint32_t sequence = 70'000;
    unsigned damaged = 0, silent = 0, whole = 0;
    const auto trial = [&](const std::function<bool()>& drop) {
      const bool scan = random() % 2;
      const SealedRequest r = scan ? longest(++sequence, "SCAN?") : seal(++sequence, "SCAN?");
      const std::string sent = without(r.line, drop);
      const bool intact = sent == r.line;
      const bool answered = rig.answers(r, sent + "\n");
      REQUIRE(answered == intact);
      damaged += !intact;
      silent += !answered;
      const SealedRequest next = seal(++sequence, "SCAN?");
      REQUIRE(rig.answers(next, next.line + "\n"));
      ++whole;
    };
    for (unsigned n = 1; n <= 80; ++n) {
      unsigned k = 0;
      trial([&] { return ++k % n == 0; });
      k = 0;
      trial([&] { return ++k == n; });
    }
    for (const unsigned one_in : {200u, 50u, 10u, 3u})
      for (int n = 0; n < 40; ++n) trial([&] { return random() % one_in == 0; });
    MESSAGE(board << ": " << damaged << " damaged requests, none answered, each followed by one of "
                  << whole << " that was");
    CHECK(damaged > 150);
    // Line ends lost as well: lines run into one another, and still nothing but answers comes.
    std::string stream;
    std::map<std::string, SealedRequest> asked;
    for (int n = 0; n < 300; ++n) {
      const SealedRequest r = seal(++sequence, "SCAN?");
      asked["@" + std::to_string(sequence)] = r;
      rig.send(without(r.line + "\n", [&] { return random() % 40 == 0; }));
      for (const std::string& reply : rig.await_lines(1, 4)) {
        const auto to = asked.find(reply.substr(0, reply.find(' ')));
        REQUIRE(to != asked.end());
        const auto said = open_reply(to->second, reply);
        REQUIRE(said);
        REQUIRE(matrix_in(*said) == rig.matrix);
      }
    }
  }
}

TEST_CASE("the firmware never holds interrupts off for longer than one routine") {
  for (const std::string& board : kBoards) {
    NoisyRig rig(board);
    std::uint64_t since = rig.jig.cycle(), longest_stretch = 0;
    for (const char* request : {"*IDN?", "SCAN?", "LEARn?", "SYST:ERR?", "FOO?"}) {
      rig.send(padded(request) + "\n" + padded(request) + "\n");
      rig.jig.run_until(
          [&] {
            if (rig.jig.interruptible()) since = rig.jig.cycle();
            longest_stretch = std::max(longest_stretch, rig.jig.cycle() - since);
            return false;
          },
          AvrJig::cycles_of_ms(6));
      rig.jig.usart().take();
    }
    MESSAGE(board << ": interrupts are off for " << longest_stretch << " cycles at most");
    CHECK(longest_stretch < 110);
  }
}

TEST_CASE("interrupts held off for 280 cycles at any moment lose no byte") {
  for (const std::string& board : kBoards) {
    CAPTURE(board);
    NoisyRig rig(board);
    std::mt19937 random(5);
    std::uint32_t sequence = 10;
    const std::uint64_t began = rig.jig.cycle();
    unsigned holds = 0;
    for (int n = 0; n < 150; ++n) {
      const SealedRequest r = longest(++sequence, "SCAN?");
      rig.send(r.line + "\n");
      while (rig.jig.usart().sending()) {
        rig.jig.run_deaf(1 + random() % kDeafCycles);
        rig.jig.run(600 + random() % 3000);
        ++holds;
      }
      const auto replies = rig.await_lines(1, 20);
      REQUIRE(replies.size() == 1);
      REQUIRE(matrix_in(open_reply(r, replies[0]).value_or("")) == rig.matrix);
    }
    MESSAGE(board << ": " << sequence - 10 << " lines, " << holds << " times deaf, "
                  << rig.jig.cycle() - began << " cycles, "
                  << rig.jig.usart().counters().lost << " bytes lost");
    CHECK(rig.jig.usart().counters().lost == 0);
    CHECK(rig.errors().empty());
  }
}

TEST_CASE("interrupts held off for longer lose bytes, which make an error and never a wrong answer") {
  for (const std::string& board : kBoards) {
    CAPTURE(board);
    NoisyRig rig(board);
    std::mt19937 random(6);
    std::uint32_t sequence = 10;
    unsigned whole = 0, told = 0, untold = 0;
    for (int n = 0; n < 400; ++n) {
      const std::uint64_t lost = rig.jig.usart().counters().lost;
      // A bare line has no CRC: only the mark of the loss keeps the rest of it from being a command.
      const bool bare = n % 2;
      const SealedRequest r = longest(++sequence, "SCAN?");
      rig.send((bare ? padded("SCAN:HOLD? 10,0004") : r.line) + "\n");
      rig.jig.run(random() % AvrJig::cycles_of_us(780));
      rig.jig.run_deaf(kDeafCycles + random() % 400);
      const auto replies = rig.await_lines(1, bare ? 16 : 8);
      rig.send("\n");  // in place of the line end, which may be among the lost
      const auto errors = rig.errors();
      if (rig.jig.usart().counters().lost == lost) {
        ++whole;
        REQUIRE(replies.size() == 1);
        REQUIRE(errors.empty());
      } else if (errors.empty()) {
        ++untold;  // the loss fell between the reading of UCSR0A and of UDR0, two cycles later
        REQUIRE(bare);
      } else {
        ++told;
        REQUIRE(replies.empty());
        REQUIRE(errors.size() == 1);
      }
      if (!replies.empty() && bare) REQUIRE(replies[0].ends_with(",0104,0104"));
      if (!replies.empty() && !bare)
        REQUIRE(matrix_in(open_reply(r, replies[0]).value_or("")) == rig.matrix);
      const SealedRequest next = seal(++sequence, "SCAN?");
      REQUIRE(rig.answers(next, next.line + "\n"));
    }
    MESSAGE(board << ": " << whole << " lines whole, " << told << " with bytes lost and told, " << untold
                  << " untold, " << rig.jig.usart().counters().lost << " bytes lost");
    CHECK(whole > 20);
    CHECK(told > 200);
    CHECK(untold < 6);
  }
}

TEST_CASE("after one line at the other rate the next is understood") {
  const std::string words[] = {"*IDN?", "*OPT?",   "*TST?", "*RST",      "*CLS",      "SYST:ERR?",
                               "SCAN?", "LEARn?",  "@1",    "SYST:VERS", "INP:BUTT?", "DISP:LAMP OFF",
                               "??",    "UUUUUUU", "~~",    "________",  "      ",    "@1 *IDN? *405704EA"};
  for (const std::string& board : kBoards) {
    CAPTURE(board);
    NoisyRig rig(board);
    std::mt19937 random(8);
    unsigned changes = 0;
    for (int n = 0; n < 150; ++n) {
      std::string first = n < 18 ? words[n] : std::string(2 + random() % 78, ' ');
      if (n >= 18)
        for (char& c : first) c = static_cast<char>(' ' + random() % 95);
      for (const unsigned baud : {115'200u, 1'000'000u}) {
        CAPTURE(first);
        CAPTURE(baud);
        rig.jig.usart().set_host_baud(baud);
        rig.line(first, 4 + first.size() / 8);  // it wants three quiet milliseconds
        REQUIRE(rig.line("*IDN?", 20) == rig.identity);
        ++changes;
      }
    }
    MESSAGE(board << ": " << changes << " changes of rate");
  }
}

TEST_CASE("the shortest line at the faster rate is noticed at whatever moment it comes") {
  for (const char* board : {"uno", "mega", "mega64"})
    for (const std::string line : {"\n\n", "??\n", "~~\n"}) {
      CAPTURE(board);
      CAPTURE(line);
      FirmwareRig rig(board);
      for (unsigned phase = 0; phase < 600; phase += 13) {  // the firmware looks every 450 cycles
        CAPTURE(phase);
        rig.jig.usart().set_host_baud(115'200);
        rig.send("??\n");
        rig.jig.run(AvrJig::cycles_of_ms(6));
        REQUIRE(rig.jig.usart().firmware_baud() < 120'000);
        rig.jig.run(phase);
        rig.jig.usart().set_host_baud(1'000'000);
        rig.send(line);
        rig.jig.run(AvrJig::cycles_of_ms(4));
        CHECK(rig.jig.usart().firmware_baud() == 1'000'000);
      }
    }
}

TEST_CASE("after noise, breaks and framing errors the third line at the latest is answered rightly") {
  for (const std::string& board : kBoards)
    for (const unsigned baud : {1'000'000u, 115'200u}) {
      CAPTURE(board);
      CAPTURE(baud);
      NoisyRig rig(board);
      std::mt19937 random(21);
      std::uint32_t sequence = 100;
      unsigned at[4] = {};
      for (int n = 0; n < 120; ++n) {
        // Bytes at a rate that is neither: framing errors; a zero at 9600 is a break of a millisecond.
        const unsigned odd[] = {9'600u, 57'600u, 250'000u, 2'000'000u, baud};
        rig.jig.usart().set_host_baud(odd[n % 5]);
        Bytes noise(1 + random() % 40);
        for (auto& b : noise) b = n % 2 ? static_cast<std::uint8_t>(random()) : 0;
        rig.jig.usart().send(noise);
        while (rig.jig.usart().sending()) rig.jig.run(1000);
        rig.jig.run(AvrJig::cycles_of_ms(5));
        rig.jig.usart().take();
        rig.jig.usart().set_host_baud(baud);
        unsigned tries = 0;
        bool answered = false;
        while (!answered && tries < 4) {
          ++tries;
          const SealedRequest r = seal(++sequence, "SCAN?");
          rig.send("\n" + r.line + "\n");
          for (const std::string& reply : rig.await_lines(1, 20)) {
            const auto said = open_reply(r, reply);
            if (!said) continue;  // garbage to a host at another rate
            REQUIRE(matrix_in(*said) == rig.matrix);
            answered = true;
          }
        }
        REQUIRE(answered);
        REQUIRE(tries <= 3);
        ++at[tries];
      }
      MESSAGE(board << " at " << baud << ": understood at the first try " << at[1] << ", second " << at[2]
                    << ", third " << at[3]);
    }
}

TEST_CASE("bytes that come during a scan change neither its result nor are they lost") {
  for (const std::string& board : kBoards) {
    CAPTURE(board);
    NoisyRig rig(board);
    const std::uint32_t measure = rig.jig.function("Scanner::measure");
    rig.send("SCAN?\n");
    const auto undisturbed = rig.jig.next_call(measure, AvrJig::cycles_of_ms(10));
    REQUIRE(undisturbed);
    rig.await_lines(1, 10);
    for (unsigned delay = 0; delay < 4000; delay += 37) {
      CAPTURE(delay);
      rig.send("SCAN?\n");
      REQUIRE(rig.jig.run_until([&] { return rig.jig.pc() == measure; }, AvrJig::cycles_of_ms(10)));
      rig.jig.run(delay);
      rig.send(padded("SCAN?") + "\n");
      const auto replies = rig.await_lines(2, 20);
      REQUIRE(replies.size() == 2);
      REQUIRE(matrix_in(replies[0]) == rig.matrix);
      REQUIRE(matrix_in(replies[1]) == rig.matrix);
    }
    // The whole measurement under a stream of bytes.
    rig.send("SCAN?\n" + padded("*IDN?") + "\n");
    const auto disturbed = rig.jig.next_call(measure, AvrJig::cycles_of_ms(10));
    REQUIRE(disturbed);
    MESSAGE(board << ": the matrix takes " << undisturbed->cycles() << " cycles, "
                  << disturbed->cycles() << " with bytes coming in at full rate");
    CHECK(disturbed->cycles() < 2.5 * static_cast<double>(undisturbed->cycles()));
    const auto replies = rig.await_lines(2, 20);
    REQUIRE(replies.size() == 2);
    CHECK(matrix_in(replies[0]) == rig.matrix);
    CHECK(rig.jig.usart().counters().lost == 0);
    CHECK(rig.errors().empty());
    CHECK(rig.bench.violations().empty());
  }
}
