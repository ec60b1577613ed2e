#include "protocol/request.h"

#include "line.hpp"

using namespace buzzout;
using protocol::LineDecoder;
using protocol::Request;
using Kind = Request::Kind;

namespace {

// "bare SCAN:HOLD? 20,00FF"
struct Parsed {
  explicit Parsed(const std::string& line) {
    for (char c : line) decoder.push(static_cast<std::uint8_t>(c));
    REQUIRE(decoder.push('\n') == LineDecoder::Event::line);
    request = protocol::parse_request(decoder);
  }
  std::string text() const {
    if (request.kind == Kind::broken) return "broken";
    return std::string(request.kind == Kind::sealed ? "sealed" : "bare") + " " + header_of(request) + "|" +
           argument_of(request);
  }
  LineDecoder decoder;
  Request request{};
};
std::string parsed(const std::string& line) { return Parsed(line).text(); }

std::string with_seal_of(const std::string& line, const std::string& digits) {
  return line.substr(0, line.rfind('*') + 1) + digits;
}

}  // namespace

TEST_CASE("a bare line is a command and its argument, whatever spaces are around them") {
  CHECK(parsed("*IDN?") == "bare *IDN?|");
  CHECK(parsed("  SCAN:HOLD?   20,00FF  ") == "bare SCAN:HOLD?|20,00FF");
  CHECK(parsed("   ") == "bare |");
  CHECK(parsed("DISP:LAMP PASS now") == "bare DISP:LAMP|PASS now");
  CHECK(parsed("*RST *1234") == "bare *RST|*1234");
}

TEST_CASE("an envelope that checks is sealed, and its CRC is kept for the reply") {
  const Parsed p(sealed("4294967295", "SCAN:HOLD? 20,00FF"));
  CHECK(p.text() == "sealed SCAN:HOLD?|20,00FF");
  CHECK(std::string(p.request.sequence, p.request.sequence_length) == "4294967295");
  CHECK(p.request.crc == crc32_of("@4294967295 SCAN:HOLD? 20,00FF "));
  CHECK(parsed(sealed("0", "*IDN?")) == "sealed *IDN?|");
}

TEST_CASE("what begins or ends like an envelope and does not check is broken") {
  const std::string good = sealed("7", "SCAN?");
  CHECK(parsed(with_seal_of(good, "00000000")) == "broken");
  CHECK(parsed(with_seal_of(good, "1234567")) == "broken");
  CHECK(parsed(with_seal_of(good, "1234567G")) == "broken");
  CHECK(parsed(good.substr(1)) == "broken");
  CHECK(parsed(good + " ") == "broken");
  CHECK(parsed(" " + good) == "broken");
  CHECK(parsed("@7 SCAN?") == "broken");
  CHECK(parsed("@") == "broken");
  CHECK(parsed("SCAN? *12345678") == "broken");
  CHECK(parsed("*12345678") == "broken");
}

TEST_CASE("a sequence number is decimal, fits 32 bits, and has no leading zero") {
  for (const char* bad : {"", "-1", "+1", "01", "00", "4294967296", "99999999999", "1x", "0x1"}) {
    CAPTURE(std::string(bad));
    CHECK(parsed(sealed(bad, "SCAN?")) == "broken");
  }
  std::string no_space = "@7";
  char seal[10];
  std::snprintf(seal, sizeof seal, "*%08X", static_cast<unsigned>(crc32_of(no_space)));
  CHECK(parsed(no_space + seal) == "broken");
}

TEST_CASE("a sealed request with one or two bits flipped never becomes another command") {
  unsigned harmless = 0, tried = 0;
  for (const std::string command :
       {"*IDN?", "SCAN?", "SYST:NUMB 4711", "DISP:LAMP PASS", "SCAN:HOLD? 20,00FF", "*RST"}) {
    const std::string good = sealed("12345", command);
    const auto check = [&](const std::string& line) {
      ++tried;
      // As the jig hears it: a flipped bit may make a line end of a letter.
      LineDecoder decoder;
      for (std::size_t i = 0; i <= line.size(); ++i) {
        const char c = i < line.size() ? line[i] : '\n';
        if (decoder.push(static_cast<std::uint8_t>(c)) != LineDecoder::Event::line) continue;
        const Request r = protocol::parse_request(decoder);
        if (r.kind == Kind::broken) continue;
        if (r.kind == Kind::bare) {  // the seal's digits alone, for instance: no command
          REQUIRE(protocol::find_command(r.header, r.header_length) == protocol::Command::count_);
          continue;
        }
        // The seal in small letters is the same seal.
        REQUIRE(header_of(r) + (r.argument_length > 0 ? " " : "") + argument_of(r) == command);
        REQUIRE(std::string(r.sequence, r.sequence_length) == "12345");
        ++harmless;
      }
    };
    for (std::size_t a = 0; a < good.size() * 8; ++a) {
      std::string line = good;
      const auto flip = [&](std::size_t bit) {
        line[bit / 8] = static_cast<char>(line[bit / 8] ^ (1 << (bit % 8)));
      };
      flip(a);
      check(line);
      for (std::size_t b = a + 1; b < good.size() * 8; ++b) {
        flip(b);
        check(line);
        flip(b);
      }
    }
  }
  MESSAGE(tried, " damaged requests, ", harmless, " of them with the same seal in small letters");
}

TEST_CASE("a sealed request cut short, or run into the next one, is never sealed") {
  const std::string good = sealed("12345", "SYST:NUMB 4711");
  for (std::size_t n = 1; n < good.size(); ++n) {
    CHECK(parsed(good.substr(0, n)) == "broken");
    CHECK(parsed(good.substr(n)).substr(0, 6) != "sealed");
    CHECK(parsed(good.substr(0, n) + sealed("12346", "*RST")).substr(0, 6) != "sealed");
  }
}

TEST_CASE("decimal numbers fit 32 bits or are none") {
  const auto number = [](const std::string& text) {
    std::uint32_t n = 123;
    return protocol::parse_decimal(text.data(), static_cast<std::uint8_t>(text.size()), &n) ? std::to_string(n) : "no";
  };
  CHECK(number("0") == "0");
  CHECK(number("007") == "7");
  CHECK(number("4294967295") == "4294967295");
  CHECK(number("4294967296") == "no");
  CHECK(number("9999999999") == "no");
  CHECK(number("00000000001") == "no");
  CHECK(number("") == "no");
  CHECK(number("1 ") == "no");
  CHECK(number("-1") == "no");
}
