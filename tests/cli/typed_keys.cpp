#include <doctest/doctest.h>

#include <chrono>
#include <vector>

#include "cli/terminal/key_reader.hpp"
#include "cli/terminal/typed_line.hpp"
#include "station/serial_number.hpp"

using namespace buzzout;
using namespace std::chrono_literals;

namespace {

// What xterm, the Linux console, rxvt and a terminal in application mode send for keys that are no letters.
const std::vector<std::string> kKeys{
    "\x1b[A",   "\x1b[B",   "\x1b[C",      "\x1b[D",     "\x1b[H",    "\x1b[F",  "\x1b[2~", "\x1b[3~",    "\x1b[5~",
    "\x1b[6~",  "\x1b[1;5C", "\x1b[1;2A",  "\x1b[15~",   "\x1b[24~",  "\x1b[Z",  "\x1b[7~", "\x1b[11^",   "\x1b[[A",
    "\x1b[[E",  "\x1b[200~", "\x1b[201~",  "\x1b[?1;2c", "\x1b[25;3~", "\x1b[I", "\x1b[O"};
const std::vector<std::string> kShortKeys{"\x1bOA", "\x1bOD", "\x1bOH", "\x1bOP", "\x1bOS", "\x1bOM", "\x1bOq"};
const std::string kScan = "K7-000417";

// What is typed, piece by piece, each with the time that passes before it.
struct Piece {
  std::string bytes;
  Duration after = 0ms;
};

std::vector<std::string> lines_of(const std::vector<Piece>& pieces) {
  KeyReader keys;
  TypedLine line(200);
  std::vector<std::string> out;
  Duration now = 1h;
  for (const auto& piece : pieces) {
    now += piece.after;
    keys.add_bytes(piece.bytes, now);
    while (const auto key = keys.take())
      if (auto ended = line.add_key(*key)) out.push_back(*ended);
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a scan is whole whatever key that is no letter comes before, in or behind it, in whatever pieces") {
  for (const auto& key : kKeys)
    for (std::size_t place = 0; place <= kScan.size(); ++place) {
      const std::string all = kScan.substr(0, place) + key + kScan.substr(place) + "\r";
      for (std::size_t cut = 0; cut <= all.size(); ++cut)
        for (const Duration pause : {Duration(0ms), Duration(30ms), Duration(700ms)}) {
          CAPTURE(key);
          CAPTURE(place);
          CAPTURE(cut);
          CHECK(lines_of({{all.substr(0, cut)}, {all.substr(cut), pause}}) == Lines{kScan});
        }
    }
}

TEST_CASE("the same byte by byte over a slow line, with several keys in a row") {
  for (const auto& first : kKeys)
    for (const auto& second : kKeys) {
      CAPTURE(first);
      CAPTURE(second);
      std::vector<Piece> pieces;
      for (const char byte : first + second + kScan + "\n" + second) pieces.push_back({std::string(1, byte), 200ms});
      CHECK(lines_of(pieces) == Lines{kScan});
    }
}

TEST_CASE("a key of an application's keypad is none either, unless a text follows it at once") {
  for (const auto& key : kShortKeys) {
    CAPTURE(key);
    CHECK(lines_of({{key}, {kScan + "\r", 60ms}}) == Lines{kScan});
    CHECK(lines_of({{key + key + "\x1b[A"}, {kScan + "\r", 60ms}}) == Lines{kScan});
    CHECK(lines_of({{kScan + key}, {"\r", 60ms}}) == Lines{kScan});
    const Lines doubtful = lines_of({{key + kScan + "\r"}});
    REQUIRE(doubtful.size() == 1);
    CHECK(!is_serial(doubtful.front()));
  }
}

TEST_CASE("after Esc a scan is what it is or is refused, and never another one") {
  const std::string alphabet = "OPADM[K7~;-";
  std::vector<std::string> scans{""};
  for (int length = 0; length < 3; ++length) {
    std::vector<std::string> longer;
    for (const auto& scan : scans)
      for (const char c : alphabet) longer.push_back(scan + c);
    for (const auto& scan : longer) {
      for (const Duration pause : {Duration(0ms), Duration(20ms), Duration(400ms), Duration(2s)}) {
        // ESC [ and a letter is an arrow at once; a serial number that begins with a bracket gives way to it.
        if (scan.front() == '[' && pause < 1s) continue;
        CAPTURE(scan);
        CAPTURE(pause.count());
        const Lines got = lines_of({{"\x1b"}, {scan + "\r", pause}});
        REQUIRE(got.size() == 1);
        CHECK((got.front() == scan || !is_serial(got.front())));
      }
    }
    scans = longer;
  }
}

TEST_CASE("what was cut off in the middle spoils the line where everybody sees it") {
  CHECK(!is_serial(lines_of({{"\x1b["}, {"A", 3s}, {kScan + "\r"}}).front()));
  CHECK(!is_serial(lines_of({{"\x1b"}, {"[A" + kScan + "\r", 3s}}).front()));
  CHECK(!is_serial(lines_of({{"\x1b[1;\r"}}).front()));
  CHECK(!is_serial(lines_of({{"\x1b[" + std::string(100, '1') + "~" + kScan + "\r"}}).front()));
  // The next line is a new one.
  CHECK(lines_of({{"\x1b[1;\r" + kScan + "\r"}}).back() == kScan);
}

TEST_CASE("Enter is one Enter, as CR, LF or both") {
  CHECK(lines_of({{"a\rb\nc\r\nd\r"}, {"\ne\n\nf\r\r"}}) == Lines{"a", "b", "c", "d", "e", "", "f", ""});
}

TEST_CASE("a line that is too long comes once, as none that anybody could take for a whole one") {
  for (const std::size_t length : {std::size_t{200}, std::size_t{201}, std::size_t{264}, std::size_t{4096}, std::size_t{100'000}}) {
    CAPTURE(length);
    const std::string text(length, 'x');
    const Lines got = lines_of({{text + "TAIL-1\r" + kScan + "\r"}});
    REQUIRE(got.size() == 2);
    CHECK(got[0] == text.substr(0, 200) + "…");
    CHECK(!is_serial(got[0]));
    CHECK(got[1] == kScan);
  }
  CHECK(lines_of({{std::string(200, 'x') + "\r"}}) == Lines{std::string(200, 'x')});
}

TEST_CASE("Backspace takes a character, not a byte, and does not make a long line whole") {
  TypedLine line(4);
  for (const char c : std::string("aé")) line.add_key(c);
  line.erase();
  CHECK(line.text() == "a");
  line.erase();
  line.erase();
  CHECK(line.text().empty());
  for (const char c : std::string("123456")) line.add_key(c);
  line.erase();
  line.erase();
  CHECK(line.add_key('\n') == "12…");
  for (const char c : std::string("123456")) line.add_key(c);
  line.clear();
  line.add_key('7');
  CHECK(line.add_key('\n') == "7");
}
