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
    CHECK(lines(text + "\n*IDN?\n") == Strings{printable ? text : "<bad byte>", "*IDN?"});
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

TEST_CASE("the CRC before the last star is kept while the line comes in") {
  LineDecoder d;
  const auto push = [&](const std::string& bytes) {
    for (char c : bytes) d.push(static_cast<std::uint8_t>(c));
  };
  push("@1 *IDN? *12345678\n");
  CHECK(d.star() == 9);
  CHECK(d.crc_before_star() == crc32_of("@1 *IDN? "));
  push("no star\n");
  CHECK(d.star() == d.length());
  CHECK(d.crc_before_star() == 0);
  push("half a li");
  d.clear();
  push("*IDN?\n");
  CHECK(std::string(d.text(), d.length()) == "*IDN?");
  CHECK(d.crc_before_star() == 0);
}
