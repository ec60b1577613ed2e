#include "protocol/line_decoder.h"

#include <random>
#include <vector>

#include "line.hpp"

using namespace buzzout;
using protocol::LineDecoder;
using Event = LineDecoder::Event;

namespace {

// What becomes of bytes: lines, and marks for spoiled ones.
std::vector<std::string> lines(const std::string& bytes) {
  LineDecoder decoder;
  std::vector<std::string> out;
  for (char c : bytes) switch (decoder.push(static_cast<std::uint8_t>(c))) {
      case Event::none: break;
      case Event::line: out.emplace_back(decoder.text(), decoder.length()); break;
      case Event::too_long: out.emplace_back("<too long>"); break;
      case Event::bad_byte: out.emplace_back("<bad byte>"); break;
    }
  return out;
}
using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("CR, LF and CRLF end a line, and an empty line is nothing") {
  CHECK(lines("*IDN?\r") == Strings{"*IDN?"});
  CHECK(lines("*IDN?\n") == Strings{"*IDN?"});
  CHECK(lines("*IDN?\r\nSCAN?\r\n") == Strings{"*IDN?", "SCAN?"});
  CHECK(lines("\n\r\n\r\r\n\n").empty());
  CHECK(lines("*IDN?").empty());
}

TEST_CASE("a line may be 80 bytes long; a longer one is dropped whole, and the next one is good") {
  const std::string longest(protocol::max_line, 'x');
  CHECK(lines(longest + "\n") == Strings{longest});
  CHECK(lines(longest + "x\nSCAN?\n") == Strings{"<too long>", "SCAN?"});
  CHECK(lines(std::string(100000, 'x') + "\r\nSCAN?\n") == Strings{"<too long>", "SCAN?"});
}

TEST_CASE("a byte that is no printable ASCII spoils its line and no other") {
  for (int byte = 0; byte < 256; ++byte) {
    if (byte == '\r' || byte == '\n') continue;
    CAPTURE(byte);
    const std::string text = std::string("SC") + static_cast<char>(byte) + "AN?";
    const bool printable = byte >= ' ' && byte <= '~';
    const char* spoiled = byte == protocol::lost_bytes ? "<too long>" : "<bad byte>";
    CHECK(lines(text + "\n*IDN?\n") == Strings{printable ? text : spoiled, "*IDN?"});
  }
  CHECK(lines("\x80" + std::string(200, 'x') + "\n") == Strings{"<bad byte>"});
  CHECK(lines(std::string(200, 'x') + "\x80\n") == Strings{"<too long>"});
}

TEST_CASE("after any noise a line end makes a fresh start") {
  std::mt19937 random(5);
  for (int trial = 0; trial < 2000; ++trial) {
    std::string noise(random() % 300, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    auto got = lines(noise + "\n*IDN?\n");
    REQUIRE_FALSE(got.empty());
    REQUIRE(got.back() == "*IDN?");
  }
}

TEST_CASE("what stands for lost bytes spoils its line as an overrun does") {
  const std::string lost(1, static_cast<char>(protocol::lost_bytes));
  CHECK(lines("SC" + lost + "AN?\n*IDN?\n") == Strings{"<too long>", "*IDN?"});
  CHECK(lines("SCAN?\n" + lost + "\n*IDN?\n") == Strings{"SCAN?", "<too long>", "*IDN?"});
}

TEST_CASE("half a line can be forgotten") {
  LineDecoder d;
  for (char c : std::string("half a li")) d.push(static_cast<std::uint8_t>(c));
  d.clear();
  for (char c : std::string("*IDN?\n")) d.push(static_cast<std::uint8_t>(c));
  CHECK(std::string(d.text(), d.length()) == "*IDN?");
}
